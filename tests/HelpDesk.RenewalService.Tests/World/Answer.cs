using System.Net;
using System.Text.Json.Nodes;

namespace HelpDesk.RenewalService.Tests.World;

/// <summary>What came back over the wire.</summary>
public sealed record Answer(HttpStatusCode Status, string Text, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? Code => (string?)Json["code"];

    public string Detail => (string?)Json["detail"] ?? string.Empty;

    public JsonArray Items => Json.AsArray();

    /// <summary>The answer of a request that was right.</summary>
    public JsonNode Good(HttpStatusCode expected = HttpStatusCode.OK)
    {
        Assert.True(Status == expected, $"{(int)Status} {Text}");
        Assert.StartsWith("application/json", ContentType, StringComparison.Ordinal);
        return Json;
    }

    /// <summary>A refusal: ProblemDetails with a code, and nothing of the program's inside.</summary>
    public Answer Refused(HttpStatusCode expected, string code)
    {
        Assert.True(Status == expected, $"{(int)Status} {Text}");
        Assert.StartsWith("application/problem+json", ContentType, StringComparison.Ordinal);
        Assert.Equal(code, Code);
        Assert.Equal((int)expected, (int)Json["status"]!);
        Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Text, StringComparison.Ordinal);
        return this;
    }
}
