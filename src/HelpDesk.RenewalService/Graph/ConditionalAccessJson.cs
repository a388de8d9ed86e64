using System.Text.Json;
using HelpDesk.Renewals.ConditionalAccess;
using HelpDesk.Renewals.Directories;

namespace HelpDesk.RenewalService.Graph;

/// <summary>Reads Conditional Access policies as Graph lists them. A policy that cannot be understood is kept as one that may apply.</summary>
internal static class ConditionalAccessJson
{
    /// <exception cref="DirectoryException">The answer is no list, which must not look like a tenant without policies.</exception>
    public static IReadOnlyList<ConditionalAccessPolicy> Policies(JsonElement answer) =>
        [.. List(answer).Select(policy => new ConditionalAccessPolicyJson().Read(policy))];

    /// <summary>The answer of the what-if call, in Graph's beta version only. Entries that do not say whether they apply are left out.</summary>
    /// <exception cref="DirectoryException">The answer is no list.</exception>
    public static IReadOnlyList<WhatIfAnswer> WhatIf(JsonElement answer) =>
    [
        .. from entry in List(answer)
           let id = entry.Member("id")
           let applies = entry.Member("policyApplies")
           where id.ValueKind is JsonValueKind.String && applies.ValueKind is JsonValueKind.True or JsonValueKind.False
           select new WhatIfAnswer(id.GetString()!, applies.GetBoolean()),
    ];

    private static JsonElement.ArrayEnumerator List(JsonElement answer) => answer.Member("value") is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray()
        : throw new DirectoryException(DirectoryFault.Refused, "The directory's answer holds no list of policies.");
}
