using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Service;

/// <summary>Who waits for a checklist.</summary>
/// <param name="Language">The language of its words, such as <c>de</c>.</param>
/// <param name="Show">Is given what is known so far.</param>
internal sealed record CheckFollower(string Language, Func<Checklist, Task> Show);

/// <summary>Nothing but that it is done.</summary>
internal sealed record Done;

/// <summary>What goes with a person's word.</summary>
internal sealed record ConfirmationInput(string PersonName);

/// <summary>A checklist comes in lines, each with more results than the one before; the last one is complete.</summary>
internal static class ChecklistLines
{
    public const string MediaType = "application/x-ndjson";

    /// <param name="content">The lines.</param>
    /// <param name="follower">Who is shown what is known so far.</param>
    /// <param name="limit">Ends the reading; set anew for each line, so that the time it takes to show one does not count.</param>
    /// <param name="patience">How long a line may take.</param>
    /// <exception cref="JsonException">The lines ended before the checklist was complete.</exception>
    public static async Task<Checklist?> ReadAsync(HttpContent content, CheckFollower follower, CancellationTokenSource limit, TimeSpan patience)
    {
        limit.CancelAfter(patience);
        using var lines = new StreamReader(await content.ReadAsStreamAsync(limit.Token));
        while (await lines.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Length > 0 && JsonSerializer.Deserialize(line, ContractJson.Default.Checklist) is { } checklist)
            {
                if (checklist.IsComplete)
                {
                    return checklist;
                }

                limit.CancelAfter(Timeout.InfiniteTimeSpan);
                await follower.Show(checklist);
                limit.CancelAfter(patience);
            }
        }

        throw new JsonException("The checklist broke off.");
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ConfirmationInput))]
internal sealed partial class ServiceJson : JsonSerializerContext;
