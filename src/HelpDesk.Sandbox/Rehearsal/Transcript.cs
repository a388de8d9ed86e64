using HelpDesk.Sandbox.Hosting;
using HelpDesk.Sandbox.Teams;

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
    private readonly Dictionary<string, int> _printed = [];
    private string _lastCard = "";

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
                for (var version = _printed.GetValueOrDefault(message.Id); version < message.Versions.Count; version++)
                {
                    Show(message with { Versions = [message.Versions[version]] }, isEdit: version > 0);
                }

                _printed[message.Id] = message.Versions.Count;
            }
        }
    }

    public void Dispose() => _calls.Recorded -= OnCall;

    private void Show(ChatMessage message, bool isEdit)
    {
        var text = message.AsText();
        if (text.Length > 0 && text != _lastCard)
        {
            _output.WriteLine(isEdit ? $"the card now:\n{text}" : text);
            _lastCard = text;
        }
    }

    private void OnCall(object? sender, Call call)
    {
        if (call.Area == Area.Connector)
        {
            ShowChat();
        }
        else if (call.Area != Area.TokenService && (call.Method != "GET" || call.Area == Area.Vault) && call.Effect is not null)
        {
            Print($"  → {call.Method} {call.Path}  {call.Status}  {call.Caller}: {call.Effect}");
        }
    }

    private void Print(string text)
    {
        lock (_gate)
        {
            _output.WriteLine(text);
        }
    }
}
