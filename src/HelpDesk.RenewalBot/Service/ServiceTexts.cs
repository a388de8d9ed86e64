using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.SignInErrors;

namespace HelpDesk.RenewalBot.Service;

/// <summary>What a person is told when the service did not do what was asked.</summary>
internal static class ServiceTexts
{
    public static string Tell(this Texts texts, ServiceProblem problem) => problem.Failure switch
    {
        ServiceFailure.NotAWatcher => texts.NotAWatcher,
        ServiceFailure.SignInRefused => texts.SignInRefused,
        ServiceFailure.NotAllowed => problem.Detail ?? texts.NotAllowed,
        ServiceFailure.Unavailable => texts.Unavailable,
        _ => problem.Detail ?? texts.Unavailable,
    };

    /// <summary>The same as a card. Who looks after nothing is told so, and a refused sign-in has a step of its own.</summary>
    public static AdaptiveCard Tell(this CardContext context, ServiceProblem problem, Guid? registrationId, params IEnumerable<AdaptiveAction?> actions) => problem switch
    {
        { Failure: ServiceFailure.NotAWatcher } => TalkCards.Nothing(context, context.Texts.Tell(problem)),
        _ when SignInTrouble.Of(problem, registrationId) is { } trouble => SignInErrorCard.Build(context, trouble),
        _ => TalkCards.Error(context, context.Texts.Tell(problem), actions),
    };
}
