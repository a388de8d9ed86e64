namespace HelpDesk.Sandbox.Hosting;

/// <summary>Where everything listens. Zero lets the operating system choose, for tests.</summary>
public sealed record SandboxPorts
{
    public int Bot { get; init; } = 3978;

    public int Service { get; init; } = 5080;

    /// <summary>Identity, Graph, ACS, token service and connector, for the libraries.</summary>
    public int Https { get; init; } = 5443;

    public int Playground { get; init; } = 56150;

    /// <summary>Sign-in pages and <c>/sandbox/*</c>, for people.</summary>
    public int Pages { get; init; } = 5081;

    /// <summary>Five ports in a row, as <c>--port-base</c> asks.</summary>
    public static SandboxPorts FromBase(int first) => new()
    {
        Bot = first,
        Service = first + 1,
        Https = first + 2,
        Playground = first + 3,
        Pages = first + 4,
    };

    /// <summary>Free ports for what the sandbox itself listens on.</summary>
    public static SandboxPorts Free { get; } = new() { Https = 0, Pages = 0 };
}

public sealed record SandboxSettings
{
    public SandboxPorts Ports { get; init; } = new();

    /// <summary>Holds the root certificate, the keys and the clock; made when missing, reused at the next start.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Whether the first customer's HelpDesk still renews by itself, with a login and a password.</summary>
    public bool ByPassword { get; init; }

    /// <summary>Whether the renewal service keeps its secrets in the sandbox's Key Vault.</summary>
    public bool KeyVault { get; init; }

    /// <summary>Writes requests and start-up to the console.</summary>
    public bool Verbose { get; init; }
}
