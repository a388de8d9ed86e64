namespace HelpDesk.Benchmarks;

/// <summary>Hosts one subject of the measurement.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string subject, string[] options)
    {
        if (Subject.Find(subject) is not { } found || Options.Number(options, "--port") is not { } port)
        {
            await Console.Error.WriteLineAsync($"serve {string.Join('|', Subject.All.Select(s => s.Name))} --port N");
            return 2;
        }

        Console.WriteLine($"{found.Name} takes activities at http://localhost:{port}/api/messages");
        await found.ServeAsync(port);
        return 0;
    }
}
