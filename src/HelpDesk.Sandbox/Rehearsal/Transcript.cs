using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Teams;
using HelpDesk.Sandbox.World;

namespace HelpDesk.Sandbox.Rehearsal;

/// <summary>
/// Prints the story as it happens: what the person does, each card as text whenever the chat shows something new, and as arrows
/// what happened in the directory, in the order in which it happened.
/// </summary>
internal sealed class Transcript : IDisposable
{
    private readonly TextWriter _output;
    private readonly CallLog _calls;
    private readonly Chat _chat;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Versions, string? Text)> _printed = [];

    public Transcript(TextWriter output, CallLog calls, Chat chat)
    {
        _output = output;
        _calls = calls;
        _chat = chat;
        _calls.Recorded += OnCall;
    }

    public void Heading(string text) => Print($"\n── {text} {new string('─', Math.Max(3, 88 - text.Length))}\n");

    public void Does(string text) => Print($"\n» {_chat.Person.GivenName} {text}\n");

    public void Note(string text) => Print(text);

    /// <summary>Prints what the chat shows and was not printed yet, every version of it.</summary>
    public void ShowChat()
    {
        lock (_gate)
        {
            foreach (var message in _chat.Messages.Where(m => m.Author != Author.Person))
            {
                var (versions, text) = _printed.GetValueOrDefault(message.Id);
                for (; versions < message.Versions.Count; versions++)
                {
                    text = Show(message with { Versions = [message.Versions[versions]] }, text);
                }

                _printed[message.Id] = (versions, text);
            }
        }
    }

    public void Dispose() => _calls.Recorded -= OnCall;

    /// <summary>An edit that changes nothing to read is not worth the lines; one that another card has told already is worth one.</summary>
    private string Show(ChatMessage message, string? before)
    {
        var text = message.AsText();
        if (text.Length > 0 && text != before)
        {
            _output.WriteLine(
                before is null ? text
                : _printed.Any(p => p.Key != message.Id && p.Value.Text == text) ? "an earlier card now shows the same"
                : $"the card now:\n{text}");
        }

        return text;
    }

    private void OnCall(object? sender, Call call)
    {
        if (call.Area == Area.Connector)
        {
            ShowChat();
        }
        else if (IsOfTheStory(call))
        {
            Print($"  → {call.Method} {call.Path}  {call.Status}  {call.Caller}: {call.Effect}");
        }
    }

    /// <summary>What changed or opened something at a customer; the bot's own tokens and all reading would only be noise.</summary>
    private static bool IsOfTheStory(Call call) =>
        call is { Area: Area.Identity or Area.Graph or Area.Acs, Effect: not null, Method: not "GET" }
        && !call.Path.StartsWith($"/{WorldIds.Vendor.Tenant}/", StringComparison.OrdinalIgnoreCase);

    private void Print(string text)
    {
        lock (_gate)
        {
            _output.WriteLine(text);
        }
    }
}
