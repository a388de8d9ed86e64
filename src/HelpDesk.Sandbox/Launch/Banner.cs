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

    public static string WhatToTry(SandboxPorts ports, Uri? playground, Person chats)
    {
        List<string> lines =
        [
            "",
            $"  > {chats.GivenName} has the chat. Somebody else: start with --tenant-user NAME",
            "",
            "  Try:",
            .. Steps(ports, playground, chats).Select(step => $"    {step}"),
            "",
        ];
        if (playground is not null)
        {
            lines.AddRange(["  The Bot Framework Emulator works as well:", $"    {Emulator(ports)}", ""]);
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static IEnumerable<string> Steps(SandboxPorts ports, Uri? playground, Person chats)
    {
        var control = $"http://localhost:{ports.Pages}/sandbox";
        return
        [
            .. playground is null ? WithoutWindow(ports, $"{control}/chats/{chats.GivenName.ToLowerInvariant()}", chats) : [$"Open {playground}  {Expectation(chats)}"],
            .. Renewal(control, chats),
            $"What was called:       curl {control}/state",
            $"Start over:            curl -X POST {control}/reset{(playground is null ? "" : "   and reload the chat window")}",
            "The story by itself:   dotnet run --project src/HelpDesk.Sandbox -- rehearse",
        ];
    }

    private static IEnumerable<string> WithoutWindow(SandboxPorts ports, string chat, Person chats) =>
    [
        "With the Bot Framework Emulator:",
        $"  {Emulator(ports)}",
        $"Or as Teams, from here: curl -X POST {chat}/install   {Expectation(chats)}",
        $"  a button:  curl {Json("""{"button":"Renew now"}""")} {chat}/click",
        $"  a text:    curl {Json("""{"text":"status"}""")} {chat}/say",
        $"  the chat:  curl {chat}   (open a sign-in's link in the browser)",
    ];

    private static IEnumerable<string> Renewal(string control, Person chats) => chats.TenantId == WorldIds.Contoso.Tenant && chats.MayWriteCredentials
        ?
        [
            $"Click Renew now and Continue, sign in as {chats.GivenName}, click Renew the secret, and watch the card. Type status.",
            "Then type renew and pick HelpDesk for SharePoint: its new secret works only when the old one has run out, in 75 days.",
            $"Move the clock there:  curl {Json("""{"advance":"P76D"}""")} {control}/clock",
        ]
        : [$"Move the clock:        curl {Json("""{"advance":"P31D"}""")} {control}/clock"];

    private static string Emulator(SandboxPorts ports) =>
        $"Open http://localhost:{ports.Bot}/api/messages in it, app ID and password left empty. News is posted, and a sign-in ends with a code to type.";

    private static string Json(string body) => $"-d '{body}' -H 'Content-Type: application/json'";

    private static string Expectation(Person chats) => chats.TenantId != WorldIds.Contoso.Tenant
        ? $"Nothing is due at {chats.Name}'s company for now: move the clock a month."
        : chats.ActiveRoles.Count + chats.EligibleRoles.Count > 0
            ? $"{chats.Name} is warned within seconds."
            : $"{chats.Name} looks after no secret: see what the bot says then.";
}
