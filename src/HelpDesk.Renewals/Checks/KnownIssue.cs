using HelpDesk.Renewals.Contract;

namespace HelpDesk.Renewals.Checks;

/// <summary>How much has been read: facts come in, and with them results.</summary>
public enum CheckStage
{
    /// <summary>What the service knows by itself.</summary>
    Service,

    /// <summary>What the directory says at once.</summary>
    Directory,

    /// <summary>What can only be asked once the first answers are there.</summary>
    Detail,
}

/// <summary>One known issue. Pure: everything was read beforehand.</summary>
internal abstract class KnownIssue
{
    /// <summary>Stable; clients may know it.</summary>
    public abstract string Name { get; }

    /// <summary>The stage at which all that it looks at has been read.</summary>
    public abstract CheckStage Stage { get; }

    /// <summary>Whether it is looked at for every kind of app; others wait unseen until the kind is known.</summary>
    public virtual bool IsForEveryApp => true;

    /// <summary>Whether it is about the account and not about the app: then a word counts for the account of who gave it.</summary>
    public virtual bool IsAboutAccount => false;

    /// <summary>Pages about it.</summary>
    public virtual IReadOnlyList<Page> Reading => [];

    /// <summary>Whether a sign-in on this route demands it.</summary>
    public virtual bool IsEnforcedOn(SignInRoute route) => true;

    /// <summary>Null when there is nothing to look at for this kind of app.</summary>
    public abstract Finding? Evaluate(CheckContext context);
}
