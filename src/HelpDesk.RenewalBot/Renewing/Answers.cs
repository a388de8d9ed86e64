using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Conversations;

namespace HelpDesk.RenewalBot.Renewing;

/// <summary>What a person may answer while a renewal dialog waits, typed or by a button.</summary>
internal enum Answer
{
    Continue,
    CheckAgain,
    OtherAccount,

    /// <summary>Show one known issue by itself.</summary>
    OpenCheck,

    /// <summary>What a known issue asks for has been done.</summary>
    CheckDone,
    BackToChecks,
    Support,
    Yes,
    No,
}

internal static class Answers
{
    private const string OpenPrefix = "open ";
    private const string DonePrefix = "done ";

    /// <summary>The known issue that an answer is about, lower case; null for an answer about none.</summary>
    public static string? CheckName(string? text)
    {
        var words = Commands.Normalize(text);
        return Argument(words, OpenPrefix) ?? Argument(words, DonePrefix);
    }

    /// <summary>The answer that fits the stage; null when the text is none.</summary>
    public static Answer? Recognize(string? text, RunStage stage) => (stage, Commands.Normalize(text)) switch
    {
        (_, "other account" or "another account" or "use another account" or "anderes konto" or "anderes konto verwenden") => Answer.OtherAccount,
        (RunStage.Checked, "continue" or "yes" or "y" or "ok" or "next" or "go on" or "weiter" or "ja" or "j") => Answer.Continue,
        (RunStage.Checked, "check again" or "again" or "erneut prüfen" or "erneut pruefen" or "erneut") => Answer.CheckAgain,
        (RunStage.Checked, "back" or "zurück" or "zurueck") => Answer.BackToChecks,
        (RunStage.Checked, "support" or "for support" or "für den support") => Answer.Support,
        (RunStage.Checked, var words) when Argument(words, OpenPrefix) is not null => Answer.OpenCheck,
        (RunStage.Checked, var words) when Argument(words, DonePrefix) is not null => Answer.CheckDone,
        (RunStage.Checked, "no" or "n" or "nein") => Answer.No,
        (RunStage.Confirming, "yes" or "y" or "ok" or "confirm" or "renew the secret" or "ja" or "j" or "bestätigen" or "geheimnis erneuern") => Answer.Yes,
        (RunStage.Confirming, "no" or "n" or "nein") => Answer.No,
        _ => null,
    };

    /// <summary>The words that a button stands for, when the run waits for that button; null when the button is out of date.</summary>
    public static string? Words(CardData data, RenewRun? run) => run is null || data.Run != run.Id
        ? null
        : (data.Verb, run.Stage) switch
        {
            (CardVerb.Choose, RunStage.Choosing) => data.RegistrationId?.ToString(),
            (CardVerb.Continue, RunStage.Checked) => "continue",
            (CardVerb.CheckAgain, RunStage.Checked) => "check again",
            (CardVerb.OpenCheck, RunStage.Checked) => OpenPrefix + data.Check,
            (CardVerb.CheckDone, RunStage.Checked) => DonePrefix + data.Check,
            (CardVerb.BackToChecks, RunStage.Checked) => "back",
            (CardVerb.Support, RunStage.Checked) => "support",
            (CardVerb.OtherAccount, RunStage.Checked or RunStage.Confirming) => "other account",
            (CardVerb.Confirm, RunStage.Confirming) when data.Key == run.Key => "yes",
            (CardVerb.Resume, RunStage.SignedIn) => "resume",
            (CardVerb.Cancel, _) => "cancel",
            _ => null,
        };

    /// <summary>Whether this press is the one that has just brought the run to where it stands.</summary>
    public static bool IsTaken(CardData data, RenewRun? run) => run is not null && data.Run == run.Id && (data.Verb, run.Stage)
        is (CardVerb.Choose, RunStage.Checked)
        or (CardVerb.Continue, RunStage.SigningIn or RunStage.SignedIn)
        or (CardVerb.Confirm, RunStage.Renewing);

    private static string? Argument(string words, string prefix) =>
        words.StartsWith(prefix, StringComparison.Ordinal) && words.Length > prefix.Length ? words[prefix.Length..] : null;
}
