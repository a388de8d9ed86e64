using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.World;
using Microsoft.AspNetCore.WebUtilities;

namespace HelpDesk.Sandbox.Graph;

/// <summary>The query options that the sandbox knows: <c>$select</c>, <c>$filter</c> (eq, startswith, and, or), <c>$top</c>, <c>$skiptoken</c>.</summary>
public sealed partial class ODataQuery
{
    private static readonly string[] Known = ["$select", "$filter", "$top", "$skiptoken", "$count", "$orderby"];

    private ODataQuery()
    {
    }

    public IReadOnlyList<string> Select { get; private init; } = [];

    public string? Filter { get; private init; }

    public int? Top { get; private init; }

    public int Skip { get; private init; }

    public static GraphError? Read(HttpContext context, out ODataQuery query)
    {
        var given = context.Request.Query;
        query = new ODataQuery
        {
            Select = given["$select"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Filter = given["$filter"].ToString() is { Length: > 0 } filter ? filter : null,
            Top = int.TryParse(given["$top"], NumberStyles.None, CultureInfo.InvariantCulture, out var top) ? top : null,
            Skip = int.TryParse(given["$skiptoken"], NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip : 0,
        };
        var unknown = given.Keys.FirstOrDefault(k => k.StartsWith('$') && !Known.Contains(k));
        return unknown is null ? null : GraphError.Unsupported($"The query option '{unknown}' is not supported by the sandbox.");
    }

    /// <summary>One object with the properties asked for.</summary>
    public JsonObject Project(JsonObject entity) => Select.Count == 0 ? entity : Pick(entity, Select);

    public static JsonObject Pick(JsonObject entity, IReadOnlyList<string> names)
    {
        var picked = entity.Where(p => p.Key.StartsWith('@') || names.Contains(p.Key, StringComparer.OrdinalIgnoreCase)).ToList();
        entity.Clear();
        return new JsonObject(picked);
    }

    /// <summary>A page of a collection with the link to the next one.</summary>
    public IResult Page(HttpContext context, string collection, IEnumerable<JsonObject> all)
    {
        if (Matcher(Filter) is not { } matches)
        {
            return GraphError.Unsupported($"Invalid filter clause: '{Filter}'.");
        }

        var pageSize = Top ?? context.RequestServices.GetRequiredService<SandboxSwitches>().Values.GraphPageSize;
        var rest = all.Where(matches).Skip(Skip).ToList();
        var origin = context.RequestServices.GetRequiredService<SandboxAddresses>().Https;
        var page = new JsonObject
        {
            ["@odata.context"] = $"{origin}{context.Request.Path.Value!.Split('/')[1]}/$metadata#{collection}",
        };
        if (rest.Count > pageSize)
        {
            var query = context.Request.Query.Where(q => q.Key != "$skiptoken").ToDictionary(q => q.Key, q => (string?)q.Value.ToString());
            query["$skiptoken"] = (Skip + pageSize).ToString(CultureInfo.InvariantCulture);
            page["@odata.nextLink"] = QueryHelpers.AddQueryString($"{origin}{context.Request.Path.Value[1..]}", query);
        }

        page["value"] = new JsonArray([.. rest.Take(pageSize).Select(Project)]);
        return Results.Json(page);
    }

    /// <summary>Null when the filter is not understood: answering everything would hide a client's mistake.</summary>
    private static Func<JsonObject, bool>? Matcher(string? filter)
    {
        if (filter is null)
        {
            return _ => true;
        }

        var match = FilterSyntax().Match(filter.Trim());
        if (!match.Success)
        {
            return null;
        }

        var clauses = match.Groups["clause"].Captures.Select(c => Clause(c.Value)).ToList();
        var joins = match.Groups["join"].Captures.Select(c => c.Value.ToUpperInvariant()).Distinct().ToList();
        return joins switch
        {
            [] or ["AND"] => entity => clauses.All(c => c(entity)),
            ["OR"] => entity => clauses.Any(c => c(entity)),
            _ => null,
        };
    }

    private static Func<JsonObject, bool> Clause(string text)
    {
        var match = ClauseSyntax().Match(text);
        var name = match.Groups["name"].Value;
        var literal = match.Groups["value"].Value;
        var value = literal.StartsWith('\'') ? literal[1..^1].Replace("''", "'", StringComparison.Ordinal) : literal;
        return match.Groups["starts"].Success
            ? entity => Text(entity, name).StartsWith(value, StringComparison.OrdinalIgnoreCase)
            : entity => Text(entity, name).Equals(value, StringComparison.OrdinalIgnoreCase);
    }

    private static string Text(JsonObject entity, string name) =>
        entity.FirstOrDefault(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.ToString() ?? "";

    private const string OneClause = @"(?:startswith\(\s*\w+\s*,\s*'(?:[^']|'')*'\s*\)|\w+\s+eq\s+(?:'(?:[^']|'')*'|[\w-]+))";

    [GeneratedRegex($@"^(?<clause>{OneClause})(?:\s+(?<join>and|or)\s+(?<clause>{OneClause}))*$", RegexOptions.IgnoreCase)]
    private static partial Regex FilterSyntax();

    [GeneratedRegex(@"^(?<starts>startswith\()?\s*(?<name>\w+)\s*(?:,|\s+eq\s+)\s*(?<value>'(?:[^']|'')*'|[\w-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex ClauseSyntax();
}
