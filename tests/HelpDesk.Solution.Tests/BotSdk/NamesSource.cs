using System.Text.RegularExpressions;

namespace HelpDesk.Solution.Tests.BotSdk;

/// <summary>
/// Writes the list as C# that does nothing: what compiles against it uses no name that the list does not have. Parameters are optional only
/// where Bot Builder documents them to be.
/// </summary>
internal sealed partial class NamesSource
{
    private const string Unlisted = "NotInTheList";

    private static readonly HashSet<string> Keywords = ["string", "bool", "int", "object", "void", "ref", "TypeT", "T"];

    private static readonly HashSet<string> Framework =
    [
        "Task", "CancellationToken", "IList", "List", "IDictionary", "Dictionary", "IEnumerable", "IEnumerator", "Func", "Tuple", "DateTimeOffset",
        "DateTime", "CultureInfo", "JObject", "JToken", "JsonSerializer", "ClaimsIdentity", "IConfiguration", "IHttpClientFactory", "ILogger",
        "HttpRequest", "HttpResponse", "WebSocket", "IntPtr", "IAsyncResult", "AsyncCallback", "Exception", "Uri", "Guid", "Single", "Double",
        "UInt32", "MulticastDelegate", "TimeSpan", "IDisposable",
    ];

    /// <summary>The methods of which only the first parameter has to be given.</summary>
    private static readonly HashSet<string> WithDefaults =
    [
        "SendActivityAsync", "Text", "Attachment", "SuggestedActions", "Carousel", "GetAsync", "BeginDialogAsync", "EndDialogAsync",
        "ReplaceDialogAsync", "NextAsync", "CreateInvokeResponse", "SaveChangesAsync", "LoadAsync", "EmitEventAsync",
    ];

    /// <summary>Types of which Bot Builder documents only the constructors with parameters, the first of which has to be given.</summary>
    private static readonly HashSet<string> WithoutParameterlessConstructor =
    [
        "AdaptiveCard", "AdaptiveSchemaVersion", "AdaptiveFallbackElement", "CloudAdapter", "CloudAdapterBase", "ConversationState", "UserState",
        "PrivateConversationState", "BotState", "TurnContext", "DialogContext", "DialogSet", "WaterfallDialog", "OAuthPrompt", "TextPrompt", "Prompt",
        "Dialog", "DialogTurnResult", "ChoicePrompt", "AdaptiveTargetElement",
    ];

    private readonly IReadOnlyList<NamedType> _types;
    private readonly Dictionary<string, NamedType> _byName;
    private readonly List<string> _lines = [];

    private NamesSource(IReadOnlyList<NamedType> types)
    {
        // A class of the dialogs that only repeats another one's name.
        _types = [.. types.Where(t => !t.Bases.Contains(t.Name))];
        _byName = _types.GroupBy(t => t.Name).ToDictionary(g => g.Key, g => g.First());
    }

    public static string Write(IReadOnlyList<NamedType> types) => new NamesSource(types).Write();

    private string Write()
    {
        // Names and signatures that others have chosen: none of our rules holds for them.
        _lines.Add("#pragma warning disable");
        foreach (var space in (string[])
            ["System", "System.Collections.Generic", "System.Globalization", "System.Net.Http", "System.Net.WebSockets", "System.Security.Claims", "System.Threading",
             "System.Threading.Tasks", "Microsoft.AspNetCore.Http", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.Logging",
             "Newtonsoft.Json", "Newtonsoft.Json.Linq", "NotInTheList", .. _types.Select(t => t.Namespace).Distinct()])
        {
            _lines.Add($"using {space};");
        }

        foreach (var group in _types.GroupBy(t => t.Namespace))
        {
            _lines.Add($"namespace {group.Key} {{");
            foreach (var type in group)
            {
                Write(type);
            }

            _lines.Add("}");
        }

        WriteUnlisted();
        return string.Join('\n', _lines);
    }

    /// <summary>What the list mentions only. The kinds of activities are where Bot Builder has them; the rest is out of reach.</summary>
    private void WriteUnlisted()
    {
        var mentioned = _types
            .SelectMany(t => t.Bases.Concat(t.Members.Where(m => m.Kind is not MemberKind.Constant).SelectMany(m => m.Parameters.Select(p => p.Type).Append(m.Type))))
            .SelectMany(type => Identifier().Matches(type).Select(m => m.Value))
            .Where(name => !Keywords.Contains(name) && !Framework.Contains(name) && _types.All(t => t.PlainName != name))
            .Distinct()
            .ToArray();
        var activities = mentioned.Where(n => n[0] == 'I' && n.EndsWith("Activity", StringComparison.Ordinal)).ToArray();
        string[] schema = ["MessageReaction", "Entity"];
        _lines.Add("namespace Microsoft.Bot.Schema {");
        _lines.Add(string.Concat(activities.Select(n => $"public interface {n} : IActivity {{ }}\n")));
        _lines.Add(string.Concat(schema.Intersect(mentioned).Select(n => $"public class {n} {{ }}\n")));
        _lines.Add("}");
        _lines.Add($"namespace {Unlisted} {{");
        foreach (var name in mentioned.Except(activities).Except(schema))
        {
            var isInterface = name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]);
            var arity = ArityOf(name);
            _lines.Add($"public {(isInterface ? "interface" : "class")} {name}{arity} {{ }}");
        }

        _lines.Add("public abstract class SerializableDictionary<TKey, TValue> : Dictionary<TKey, TValue> { }");
        _lines.Add("}");
    }

    private static string ArityOf(string name) => name switch
    {
        "HttpOperationResponse" => " { }\npublic class HttpOperationResponse<T>",
        _ => "",
    };

    private void Write(NamedType type)
    {
        if (type.Bases.Contains("MulticastDelegate"))
        {
            var invoke = type.Members.Single(m => m.Name == "Invoke");
            _lines.Add($"public delegate {invoke.Type} {type.Name}({Parameters(invoke, type)});");
            return;
        }

        if (type.Kind == "enum")
        {
            _lines.Add($"public enum {type.Name} {{ {string.Join(", ", type.Members.Select(m => m.Name))} }}");
            return;
        }

        var keyword = type.Kind switch { "interface" => "interface", "static" => "static class", "abstract" => "abstract class", _ => "class" };
        var name = type.Name == "ITurnContext<T>" ? "ITurnContext<out T>" : type.Name;
        var bases = type.Bases.Count > 0 ? $" : {string.Join(", ", type.Bases)}" : "";
        _lines.Add($"public {keyword} {name}{bases} {{");
        WriteConstructors(type);
        foreach (var member in type.Members.Where(m => m.Kind != MemberKind.Constructor).DistinctBy(m => (m.Name, string.Join(',', m.Parameters.Select(p => p.Type)))))
        {
            Write(type, member);
        }

        _lines.Add("}");
    }

    private void WriteConstructors(NamedType type)
    {
        if (type.Kind is "interface" or "static")
        {
            return;
        }

        var parent = type.Bases.Any(b => Find(b) is { } t && t.Kind != "interface") ? " : base((Hidden)null)" : "";
        var hidden = parent.Length > 0 ? "" : "internal class Hidden { } ";
        _lines.Add($"{hidden}private protected {type.PlainName}(Hidden _){parent} {{ }}");
        var constructors = type.Members.Where(m => m.Kind == MemberKind.Constructor && m.Parameters.All(p => p.Name is not ("" or "…"))).ToArray();
        if (constructors.Length == 0 || !WithoutParameterlessConstructor.Contains(type.PlainName))
        {
            _lines.Add($"public {type.PlainName}(){parent} {{ }}");
        }

        foreach (var constructor in constructors)
        {
            _lines.Add($"public {type.PlainName}({Parameters(constructor, type)}){parent} {{ }}");
        }
    }

    private void Write(NamedType type, NamedMember member)
    {
        var access = type.Kind == "interface" ? "" : member.IsProtected ? "protected " : "public ";
        var isStatic = type.Kind == "static" || IsStatic(type, member) ? "static " : "";
        if (member.Kind == MemberKind.Constant)
        {
            _lines.Add($"public const string {member.Name} = {(member.Type.StartsWith('"') ? member.Type : "\"\"")};");
            return;
        }

        if (member.Kind == MemberKind.Property)
        {
            var modifier = type.Kind == "interface" ? (OfAncestor(type, member) is null ? "" : "new ") : PropertyModifier(type, member);
            _lines.Add($"{access}{isStatic}{modifier}{member.Type} @{member.Name} {{ get; set; }}".Replace("set;", type.Name == "ITurnContext<T>" ? "" : "set;", StringComparison.Ordinal));
            return;
        }

        var virtuality = type.Kind is "interface" or "static" || isStatic.Length > 0 ? "" : OfAncestor(type, member) is null ? "virtual " : "override ";
        // Nothing of this is ever run: it is there to be compiled against.
        var body = type.Kind == "interface" ? ";" : " => throw new NotImplementedException();";
        var generic = TypeParameter(type, member);
        var result = member.Type.Length > 0 ? member.Type : "void";
        _lines.Add($"{access}{isStatic}{virtuality}{result} {member.Name}{generic}({Parameters(member, type)}){body}");
    }

    // Every element says its type; that is all that a class outside may have to override.
    private string PropertyModifier(NamedType type, NamedMember member) => (type.PlainName, member.Name, OfAncestor(type, member)) switch
    {
        ("AdaptiveTypedElement" or "AdaptiveInline", "Type", _) => "abstract ",
        (_, "Type", not null) => "override ",
        (_, _, not null) => "new ",
        _ => "",
    };

    private NamedMember? OfAncestor(NamedType type, NamedMember member)
    {
        foreach (var name in type.Bases)
        {
            if (Find(name) is not { } parent || (parent.Kind == "interface") != (type.Kind == "interface"))
            {
                continue;
            }

            var same = parent.Members.FirstOrDefault(m => m.Kind == member.Kind && m.Name == member.Name && m.Parameters.Select(p => p.Type).SequenceEqual(member.Parameters.Select(p => p.Type)));
            if ((same ?? OfAncestor(parent, member)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private NamedType? Find(string name) => _byName.GetValueOrDefault(name) ?? _types.FirstOrDefault(t => t.IsGeneric && name.StartsWith($"{t.PlainName}<", StringComparison.Ordinal));

    private static bool IsStatic(NamedType type, NamedMember member) => (type.PlainName, member.Name) switch
    {
        ("Activity", var name) => name.StartsWith("Create", StringComparison.Ordinal) && name is not ("CreateReply" or "CreateTrace"),
        ("ActivityHandler", "CreateInvokeResponse") => true,
        ("OAuthPrompt", "SendOAuthCardAsync" or "RecognizeTokenAsync" or "SetCallerInfoInDialogState") => true,
        ("UserTokenClient", "CreateTokenExchangeState") => true,
        ("AdaptiveCard", "FromJson") => true,
        _ => false,
    };

    private static string TypeParameter(NamedType type, NamedMember member)
    {
        var used = member.Parameters.Select(p => p.Type).Append(member.Type).SelectMany(t => Identifier().Matches(t).Select(m => m.Value)).ToHashSet();
        return used.Contains("TypeT") ? "<TypeT>" : used.Contains("T") && !type.IsGeneric ? "<T>" : "";
    }

    private static string Parameters(NamedMember member, NamedType type)
    {
        var written = new List<string>();
        for (var i = 0; i < member.Parameters.Count; i++)
        {
            var (parameterType, name) = member.Parameters[i];
            var self = i == 0 && type.Kind == "static" && type.Name.EndsWith("Extensions", StringComparison.Ordinal) ? "this " : "";
            var first = member.Name is "CreateInvokeResponse" or "EndDialogAsync" or "NextAsync" ? 0 : 1;
            var optional = parameterType == "CancellationToken" || (i >= first && !parameterType.StartsWith("ref ", StringComparison.Ordinal) && (WithDefaults.Contains(member.Name) || member.Kind == MemberKind.Constructor));
            // Only what stands behind it may be left out.
            optional &= member.Parameters.Skip(i).All(p => !p.Type.StartsWith("ref ", StringComparison.Ordinal) && p.Name != "callback");
            written.Add($"{self}{parameterType} @{name}{(optional ? " = default" : "")}");
        }

        return string.Join(", ", written);
    }

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Identifier();
}
