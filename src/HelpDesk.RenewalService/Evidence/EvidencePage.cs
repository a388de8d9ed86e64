using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Evidence;

namespace HelpDesk.RenewalService.Evidence;

/// <summary>The record of a renewal as a page to read, print or file. It needs nothing from anywhere else.</summary>
internal static class EvidencePage
{
    private const string Style =
        "body{font:14px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
        + "h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}"
        + "th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #ddd}"
        + "td{overflow-wrap:anywhere}code{font-size:.85em}";

    public static string Of(EvidenceRecord record, EvidenceLink link)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(Text($"Renewal of {record.AppName}")).Append("</title><style>")
            .Append(Style).Append("</style></head><body><h1>").Append(Text($"Renewal of the secret of {record.AppName}: {record.State}")).Append("</h1>");
        Table(page, "Summary", ["", ""], Summary(record));
        Table(page, "What happened", ["UTC", "State", "By", "What"], record.Steps.Select(s => Row(Time(s.At), s.State.ToString(), s.ActorName, s.Evidence)));
        Table(page, "Checks before anything was written", ["Check", "Finding"], record.Checks.Select(c => Row(c.Name, c.Finding)));
        Table(page, "Credentials before", Credentials, record.CredentialsBefore.Select(Row));
        Table(page, "Credentials after", Credentials, record.CredentialsAfter.Select(Row));
        Table(page, "Requests", ["UTC", "Request", "Answer", "Request ID", "Milliseconds"], record.Calls.Select(c => Row(
            Time(c.At), $"{c.Method} {c.Address}", c.Status?.ToString(CultureInfo.InvariantCulture) ?? "none", c.RequestId, c.Milliseconds.ToString(CultureInfo.InvariantCulture))));
        Table(page, "Seal", ["", ""],
        [
            Row("Number in the tenant's chain", link.Number.ToString(CultureInfo.InvariantCulture)),
            Row("Head", link.Head),
            Row("Head before", link.Previous),
            Row("Key", link.KeyId.ToString()),
            Row("Sealed at", Time(link.SealedAt)),
        ]);
        return page.Append("</body></html>").ToString();
    }

    private static string[] Credentials { get; } = ["Key ID", "Kind", "From", "Until", "Name"];

    private static IEnumerable<string?[]> Summary(EvidenceRecord record) =>
    [
        Row("Cause", record.Cause),
        Row("Tenant", record.TenantId),
        Row("App", $"{record.AppName}, client ID {record.ClientId}"),
        Row("Strategy", record.Strategy.ToString()),
        Row("Written to", record.WrittenTo),
        Row("Confirmed by", $"{record.ConfirmedBy.Name}, {record.ConfirmedBy.Login}, object ID {record.ConfirmedBy.Id}"),
        Row("May renew as", record.ConfirmedBy.Role),
        Row("Started, last change (UTC)", $"{Time(record.StartedAt)}, {Time(record.UpdatedAt)}"),
        Row("New secret", $"{record.NewKeyId}, until {Time(record.NewSecretExpires)}"),
        Row("Old secret", $"{record.OldKeyId}, until {Time(record.OldSecretExpires)}, {record.OldSecretFate?.ToString() ?? "in use"}"),
        Row("Left in the directory", record.OrphanKeyId?.ToString()),
        Row("Tries to prove it", record.ProofAttempts.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string?[] Row(params string?[] cells) => cells;

    private static string?[] Row(CredentialFact fact) => [fact.KeyId.ToString(), fact.Kind, Time(fact.Starts), Time(fact.Ends), fact.DisplayName];

    private static void Table(StringBuilder page, string title, string[] heads, IEnumerable<string?[]> rows)
    {
        page.Append("<h2>").Append(Text(title)).Append("</h2><table>");
        if (heads.Any(h => h.Length > 0))
        {
            page.Append("<tr>").AppendJoin(string.Empty, heads.Select(h => $"<th>{Text(h)}</th>")).Append("</tr>");
        }

        foreach (var row in rows.Where(r => r[^1] is not null || r.Length > 2))
        {
            page.Append("<tr>").AppendJoin(string.Empty, row.Select(c => $"<td>{Text(c ?? string.Empty)}</td>")).Append("</tr>");
        }

        page.Append("</table>");
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "unknown";
}
