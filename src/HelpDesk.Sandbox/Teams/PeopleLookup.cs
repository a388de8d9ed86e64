using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Teams;

/// <summary>Finds somebody by what a person at a console or an URL would write.</summary>
public static class PeopleLookup
{
    public static Person? FindAnyone(this SandboxWorld world, string text)
    {
        if (Guid.TryParse(text, out var id))
        {
            return world.FindPerson(id);
        }

        return world.FindPersonByTeamsId(text)
            ?? world.FindPersonByName(text)
            ?? world.Tenants.SelectMany(t => t.People).FirstOrDefault(p => Is(p.Name) || Is(p.GivenName));

        bool Is(string name) => name.Equals(text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Who chats when nobody is named.</summary>
    public static Person DefaultPerson(this SandboxWorld world) => world.Tenant(WorldIds.Contoso.Tenant).People[0];
}
