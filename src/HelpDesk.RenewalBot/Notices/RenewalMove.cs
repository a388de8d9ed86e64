using HelpDesk.Renewals.Contract;

namespace HelpDesk.RenewalBot.Notices;

/// <summary>A renewal and its registration as of one move, as the outbox keeps it.</summary>
internal sealed record RenewalMove(RegistrationStatus Registration, Renewal Renewal);
