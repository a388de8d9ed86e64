using System.Globalization;

namespace HelpDesk.Bots.Dialogs;

/// <summary>The words that prompts add to what a bot says, by language. English where a language is not among them.</summary>
internal sealed record PromptWords(Tuple<Choice, Choice> Confirm, ChoiceFactoryOptions Inline)
{
    private static readonly PromptWords English = Make(
        "Yes", "No", "or", ["y", "yep", "yeah", "yup", "ok", "okay", "sure", "true", "go ahead"], ["n", "nope", "nah", "false", "don't", "do not", "not", "never"]);

    private static readonly Dictionary<string, PromptWords> Languages = new(StringComparer.Ordinal)
    {
        ["de"] = Make("Ja", "Nein", "oder", ["j", "ok", "klar", "gern", "yes"], ["n", "nö", "nicht", "nie", "no"]),
        ["es"] = Make("Sí", "No", "o", ["si", "s", "vale", "ok", "claro", "yes"], ["n", "nunca"]),
        ["fr"] = Make("Oui", "Non", "ou", ["o", "ok", "d'accord", "yes"], ["n", "pas", "jamais", "no"]),
        ["it"] = Make("Sì", "No", "o", ["si", "s", "ok", "certo", "yes"], ["n", "non", "mai"]),
        ["nl"] = Make("Ja", "Nee", "of", ["j", "ok", "prima", "yes"], ["n", "niet", "nooit", "no"]),
        ["pt"] = Make("Sim", "Não", "ou", ["s", "ok", "claro", "yes"], ["nao", "n", "nunca", "no"]),
    };

    public static PromptWords Of(CultureInfo? culture) =>
        culture is not null && Languages.TryGetValue(culture.TwoLetterISOLanguageName, out var words) ? words : English;

    private static PromptWords Make(string yes, string no, string or, List<string> otherYes, List<string> otherNo) => new(
        Tuple.Create(new Choice(yes) { Synonyms = otherYes }, new Choice(no) { Synonyms = otherNo }),
        // The comma before "or" is English.
        new ChoiceFactoryOptions { InlineOr = $" {or} ", InlineOrMore = or == "or" ? ", or " : $" {or} " });
}
