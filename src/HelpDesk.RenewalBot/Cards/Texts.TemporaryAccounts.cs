using HelpDesk.Storage.Bot;

namespace HelpDesk.RenewalBot.Cards;

/// <summary>Words about the last resort, an administrator's account for one renewal.</summary>
internal partial class Texts
{
    public virtual string TemporaryAccountButton => "Temporary account (last resort)";

    public virtual string StillNeedOneButton => "I still need one";

    public virtual string RenewWithAccountButton => "Renew with that account";

    public virtual string AccountDeletedButton => "It is deleted";

    public virtual string ActivateRoleLink => "Activate a role";

    public virtual string RolesLink => "Open roles";

    public virtual string UsersLink => "Open users";

    public virtual string DeletedUsersLink => "Open deleted users";

    public virtual string AlternativesTitle => "Before you make a temporary admin account";

    public virtual string AlternativesText =>
        "A new account does not get you around multi-factor authentication: at its first sign-in it has to register a method like any other. And until it is "
        + "deleted, one more administrator is one more way in for others. So it is the last resort. One of these is better:";

    public virtual string ActivateAlternative => "If you are eligible for a role, activate it in Privileged Identity Management (PIM).";

    public virtual string ColleagueAlternative => "Ask a colleague who holds a role. They sign in here, with \"Use another account\", or renew in a chat of their own.";

    public virtual string FewHoursAlternative => "Ask for the role Application Administrator for a few hours. It suffices for the renewal.";

    public virtual string AlternativesAnswers => "Please use the buttons, or type \"yes\" if you still need a temporary account. \"cancel\" stops.";

    public virtual string GuideTitle => "A temporary admin account, step by step";

    public virtual string CreateStep => "Create a user in your organisation's initial domain, the one with onmicrosoft in it, with a long random password.";

    public virtual string AssignStep =>
        "Give it the role Application Administrator, not Global Administrator: it suffices. If you have PIM, make the assignment end by itself after a few hours.";

    public virtual string RegisterStep => "Sign in with it once in a private window, and register a method for multi-factor authentication when the page asks for one.";

    public virtual string RenewStep => "Renew here with \"Use another account\".";

    public virtual string RemoveRoleStep => "Remove its role.";

    public virtual string DeleteStep => "Delete the user.";

    public virtual string LookIntoDeletedStep => "Look into the deleted users: from there it can be restored, with everything, for 30 days. Delete it there for good.";

    public virtual string AskLogin => "What is its login? Type it, such as temp.admin@contoso.onmicrosoft.com.";

    public virtual string LoginMalformed => "I need its login in full, such as temp.admin@contoso.onmicrosoft.com. \"cancel\" stops.";

    public virtual string RememberedTitle => "I will remember the temporary account";

    public virtual string RememberedText => "I remind you of it every day, at weekends too, until it is deleted.";

    public virtual string RememberedUnseen => "I can't look into your directory right now, so I could not see whether this account exists. Please check that you typed it correctly.";

    public virtual string RememberedAlready => "I knew of it already, and go on reminding you.";

    public virtual string StillThereTitle => "The temporary account still exists";

    public virtual string StillThereText => "An administrator whom nobody needs is a way in for others. Please take the account away, in this order:";

    public virtual string NotSeenTitle => "Is the temporary account deleted?";

    public virtual string NotFoundText =>
        "I find no account of this login, and never have. It may have been mistyped, or deleted before I could see it. Please look for it, and take it away in this order:";

    public virtual string UnreadableText => "I could not look whether it is still there. Please look yourself, and take it away in this order:";

    public virtual string AccountEndedTitle => "The temporary account is gone";

    public virtual string WordTakenTitle => "I have noted that the temporary account is deleted";

    public virtual string OwnAccountTitle => "That is your own account";

    public virtual string AccountLogin => "Login";

    public virtual string AccountKnownSince => "Known since";

    public virtual string LoginNotFound(string login) =>
        $"I find no account {login} in your organisation. A new one can take a minute to appear. Please type its login again; \"cancel\" stops.";

    public virtual string LoginIsYours(string login) => $"{login} is your own account. I mean the temporary one: please type its login.";

    public virtual string KnownSince(DateTimeOffset since, int days) => days switch
    {
        0 => $"{Date(since)}, today",
        1 => $"{Date(since)}, for one day",
        _ => $"{Date(since)}, for {days} days",
    };

    public virtual string StillThere(string login) =>
        $"The directory still shows {login}. After a deletion that can take some minutes; please try again then. I go on reminding you.";

    public virtual string AccountEnded(TemporaryAccountEnd end) => end switch
    {
        TemporaryAccountEnd.Deleted =>
            "The directory has it among the deleted users. From there it can be restored for 30 days after its deletion. To delete it for good, open the deleted users, "
            + "select it and choose \"Delete permanently\". I don't remind you any more.",
        TemporaryAccountEnd.Gone => "The directory does not know it any more, not even among the deleted users. Nothing is left to do, and I don't remind you any more.",
        TemporaryAccountEnd.AdminsWord =>
            "I could not see that myself, so I take your word for it and have noted that it is yours. I don't remind you any more. Please look into the deleted users, too.",
        _ => "This login is your own account, so it is not the one to delete. I don't remind you any more. If you made a temporary account, tell me its login: type \"temporary account\".",
    };

    public virtual string TemporaryAccountLine(string login, DateTimeOffset since) => $"Temporary account {login}: known since {Date(since)}, and not known to be deleted.";

    public virtual string MoreTemporaryAccounts(int count) => count == 1 ? "One more temporary account is not listed." : $"{count} more temporary accounts are not listed.";
}
