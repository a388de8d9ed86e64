using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Launch;

/// <summary>What the console tells a newcomer: what runs where, who the people are, and what to try.</summary>
public static class Banner
{
    public static string Addresses(SandboxPorts ports, Uri? playground, string dataFolder) => $"""

        Everything runs. Ctrl+C stops all of it.

          Chat window        {(playground is null ? "not started" : playground)}
          Bot                http://localhost:{ports.Bot}/api/messages
          Renewal service    http://localhost:{ports.Service}/
          Microsoft 365      https://localhost:{ports.Https}/   identity, Graph, ACS, Teams' connector, token service
          Pages, control     http://localhost:{ports.Pages}/sandbox/state
          Data and logs      {dataFolder}
        """;

    public static string People(SandboxWorld world, Person? chats)
    {
        var lines = new List<string>();
        foreach (var tenant in world.Customers)
        {
            lines.Add("");
            lines.Add($"  {tenant.Name}");
            lines.AddRange(tenant.People.Select(p => $"  {(p.Id == chats?.Id ? '>' : ' ')} {p.Name,-16} {p.UserPrincipalName,-30} {p.Story}"));
        }

        return string.Join(Environment.NewLine, lines);
    }

    public static string WhatToTry(SandboxPorts ports, Uri? playground, Person chats) => $"""

          Try:
            {(playground is null
                ? $"Install the bot for {chats.GivenName}: curl -X POST http://localhost:{ports.Pages}/sandbox/chats/{chats.GivenName.ToLowerInvariant()}/install"
                : $"Open {playground}  {Expectation(chats)}")}
            Click Renew now, sign in as {chats.GivenName}, confirm, and watch the card. Type status.
            Then type renew and pick HelpDesk for SharePoint: its new secret works only when the old one has run out, in 75 days.
            Move the clock there:  curl -d '{"{"}"advance":"P76D"{"}"}' -H 'Content-Type: application/json' http://localhost:{ports.Pages}/sandbox/clock
            See what was called:   curl http://localhost:{ports.Pages}/sandbox/state
            What somebody saw:     curl http://localhost:{ports.Pages}/sandbox/chats/{chats.GivenName.ToLowerInvariant()}

          The Bot Framework Emulator works as well: open http://localhost:{ports.Bot}/api/messages in it, with app ID and password
          left empty. It shows no updates: news is posted, and a sign-in ends with a code to type.

        """;

    private static string Expectation(Person chats) => chats.TenantId != WorldIds.Contoso.Tenant
        ? $"Nothing is due at {chats.Name}'s company for now: move the clock a month."
        : chats.ActiveRoles.Count + chats.EligibleRoles.Count > 0
            ? $"{chats.Name} is warned within seconds."
            : $"{chats.Name} looks after no secret: see what the bot says then.";
}
