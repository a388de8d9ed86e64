using System.Net;
using System.Net.Sockets;
using HelpDesk.Sandbox.Hosting;

namespace HelpDesk.Sandbox.Launch;

/// <summary>Tells of taken ports before anything is started, and waits for a started program to listen.</summary>
public static class PortCheck
{
    private const string Remedy = "End that program, or use other ports: --port-base N";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>What is wrong with the ports, one line each; empty when all are free.</summary>
    public static IReadOnlyList<string> Taken(SandboxPorts ports, bool playground)
    {
        List<(int Port, string Use)> needed = [(ports.Bot, "bot"), (ports.Service, "renewal service"), (ports.Https, "sandbox https"), (ports.Pages, "pages and control")];
        if (playground)
        {
            needed.Add((ports.Playground, "Playground"));
        }

        return [.. needed.Where(n => !IsFree(n.Port)).Select(n => $"Port {n.Port} ({n.Use}) is taken by another program.")];
    }

    /// <summary>Refuses to start on ports that are taken.</summary>
    public static void Demand(SandboxPorts ports, bool playground)
    {
        if (Taken(ports, playground) is { Count: > 0 } taken)
        {
            throw new LaunchException(string.Join(Environment.NewLine, [.. taken, Remedy]));
        }
    }

    /// <summary>What to say when somebody else took a port between the check and the start.</summary>
    public static LaunchException TakenMeanwhile(IOException e) => new($"{e.Message}{Environment.NewLine}{Remedy}");

    /// <summary>Five ports that nobody listens on now.</summary>
    public static SandboxPorts Free()
    {
        var listeners = Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            // All are held until all are known, so that none is given twice.
            var ports = Array.ConvertAll(listeners, listener =>
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            });
            return new SandboxPorts { Bot = ports[0], Service = ports[1], Https = ports[2], Playground = ports[3], Pages = ports[4] };
        }
        finally
        {
            Array.ForEach(listeners, listener => listener.Dispose());
        }
    }

    /// <summary>Returns once something listens on the port; throws when the child ends before or takes too long.</summary>
    public static async Task WaitUntilListeningAsync(ChildProcess child, int port, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(patience);
        try
        {
            while (!await IsListeningAsync(port, timeout.Token))
            {
                if (child.Exited.IsCompleted)
                {
                    throw new LaunchException(await child.ExplainEndAsync());
                }

                await Task.WhenAny(child.Exited, Task.Delay(Pause, TimeProvider.System, timeout.Token));
                timeout.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LaunchException($"{child.Name} did not answer on port {port} within {patience.TotalSeconds:0} seconds.\n{child.LastWords()}");
        }
    }

    private static bool IsFree(int port) => CanListen(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port));

    private static bool CanListen(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        if (OperatingSystem.IsWindows())
        {
            // Windows would otherwise share the port with a program that listens on all addresses.
            listener.ExclusiveAddressUse = true;
        }

        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException e)
        {
            // No IPv6 loopback on this machine: nobody can hold the port there.
            return e.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }

    private static async Task<bool> IsListeningAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("localhost", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
