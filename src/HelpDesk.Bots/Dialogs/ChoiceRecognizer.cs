using System.Globalization;

namespace HelpDesk.Bots.Dialogs;

/// <summary>Finds out which choice a person means.</summary>
internal static class ChoiceRecognizer
{
    internal static readonly string[] Cardinals = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    private static readonly string[] Ordinals =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    /// <summary>By the very words, then by number ("2", "#2", "the second one"), then by words within a sentence if only one choice has them.</summary>
    public static FoundChoice? Recognize(string? utterance, IList<Choice> choices)
    {
        var words = WordsOf(utterance);
        if (words.Count == 0)
        {
            return null;
        }

        return ByWords(words, choices, Same)
            ?? ByNumber(words, choices)
            ?? ByWords(words, choices, Contains);
    }

    /// <summary>
    /// As <see cref="Recognize"/>, but within a sentence a choice counts only if the sentence begins with it and no other choice is mentioned:
    /// "yes, please" is a yes, "OK, but not now" is nothing that one could act upon.
    /// </summary>
    public static FoundChoice? RecognizeStrictly(string? utterance, IList<Choice> choices)
    {
        var words = WordsOf(utterance);
        if (words.Count == 0)
        {
            return null;
        }

        return ByWords(words, choices, Same)
            ?? ByNumber(words, choices)
            ?? (choices.Count(choice => NamesOf(choice).Any(name => Contains(words, WordsOf(name)))) == 1 ? ByWords(words, choices, StartsWith) : null);
    }

    /// <summary>The best match, or null when there is none or two choices match equally well.</summary>
    private static FoundChoice? ByWords(List<string> said, IList<Choice> choices, Func<List<string>, List<string>, bool> matches)
    {
        FoundChoice? best = null;
        var isAmbiguous = false;
        for (var i = 0; i < choices.Count; i++)
        {
            foreach (var name in NamesOf(choices[i]))
            {
                var words = WordsOf(name);
                if (words.Count == 0 || !matches(said, words))
                {
                    continue;
                }

                var score = (float)words.Count / said.Count;
                if (best is null || score > best.Score)
                {
                    best = new FoundChoice { Value = choices[i].Value, Index = i, Score = score, Synonym = name };
                    isAmbiguous = false;
                }
                else if (best.Index != i && score == best.Score)
                {
                    isAmbiguous = true;
                }
            }
        }

        return isAmbiguous ? null : best;
    }

    private static FoundChoice? ByNumber(List<string> said, IList<Choice> choices)
    {
        var found = -1;
        foreach (var word in said)
        {
            if (word is "the" or "number" or "option" or "choice" or "please" || (word == "one" && found >= 0))
            {
                continue;
            }

            var number = NumberOf(word);
            if (number < 0 || found >= 0)
            {
                return null;
            }

            found = number;
        }

        return found >= 0 && found < choices.Count
            ? new FoundChoice { Value = choices[found].Value, Index = found, Score = 1, Synonym = string.Join(' ', said) }
            : null;
    }

    /// <summary>The position that a word stands for, from 0, or -1.</summary>
    private static int NumberOf(string word)
    {
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number - 1;
        }

        var position = Array.IndexOf(Cardinals, word);
        return position >= 0 ? position : Array.IndexOf(Ordinals, word);
    }

    private static bool Same(List<string> said, List<string> name) => said.SequenceEqual(name, StringComparer.Ordinal);

    private static bool StartsWith(List<string> said, List<string> name) => said.Take(name.Count).SequenceEqual(name, StringComparer.Ordinal);

    private static bool Contains(List<string> said, List<string> name)
    {
        for (var start = 0; start + name.Count <= said.Count; start++)
        {
            if (said.GetRange(start, name.Count).SequenceEqual(name, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> NamesOf(Choice choice)
    {
        IEnumerable<string?> names = [choice.Value, choice.Action?.Title, .. choice.Synonyms ?? []];
        return names.OfType<string>();
    }

    private static List<string> WordsOf(string? text)
    {
        var words = new List<string>();
        var start = -1;
        text ??= "";
        for (var i = 0; i <= text.Length; i++)
        {
            var isPart = i < text.Length && (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]));
            if (isPart && start < 0)
            {
                start = i;
            }
            else if (!isPart && start >= 0)
            {
                words.Add(text[start..i].ToLowerInvariant());
                start = -1;
            }
        }

        return words;
    }
}
