using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Renewing;
using Microsoft.Extensions.Time.Testing;

namespace HelpDesk.Renewals.Tests.Renewing;

/// <summary>The engine with everything around it in memory, and a clock that goes on by itself when somebody waits.</summary>
internal sealed class EngineDriver
{
    public static readonly Actor Ada = new("ada", "Ada Lindqvist");

    public EngineDriver(RotationStrategy strategy)
    {
        Directory = new FakeDirectory(Time);
        Renewals = new()
        {
            Current = Claimed(strategy),
        };
        var oldEnd = strategy is RotationStrategy.EntraApplication ? Sample.Now.AddDays(14) : Sample.Now.AddDays(75);
        Directory.PrincipalType = strategy is RotationStrategy.AcsLegacyPrincipal ? "Legacy" : null;
        Directory.Object = Sample.Object([Sample.Password(oldEnd)], strategy is RotationStrategy.EntraApplication ? [] : Sample.Pair(oldEnd));
    }

    public WaitedForTime Time { get; } = new(Sample.Now) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    public FakeDirectory Directory { get; }

    public MemoryRenewals Renewals { get; }

    public OneRegistration Registrations { get; } = new();

    public MemoryVault Vault { get; } = new();

    public PlannedProof Proof { get; } = new();

    public RenewalRecord Current => Renewals.Current;

    public IEnumerable<RenewalState> States => Renewals.Journal.Where(j => j.IsTransition).Select(j => j.State);

    /// <summary>What the confirmation saw of the app.</summary>
    public AppView? Seen { get; set; }

    public Task<RenewalRecord> RunSignedInAsync(TimeSpan confirmedBefore = default) =>
        RunAsync(new(Ada, Directory, Time.GetUtcNow() - confirmedBefore) { View = Seen });

    /// <summary>As the schedule does it.</summary>
    public Task<RenewalRecord> RunAloneAsync() => RunAsync(null);

    /// <summary>What the claim does with a renewal that waits for a sign-in.</summary>
    public void SignInAgain()
    {
        Assert.Equal(RenewalState.NeedsSignIn, Current.State);
        Renewals.Current = Current with { State = RenewalState.Claimed, Version = Current.Version + 1 };
    }

    /// <summary>What the claim does when the renewal before is over.</summary>
    public void ClaimNext()
    {
        Assert.False(RenewalTransitions.IsActive(Current.State));
        Time.Advance(TimeSpan.FromMinutes(1));
        Renewals.Earlier.Insert(0, Current);
        Renewals.Current = Claimed(Current.Strategy);
        Renewals.Journal.Clear();
    }

    private RenewalRecord Claimed(RotationStrategy strategy) => new()
    {
        Id = Guid.NewGuid(),
        RegistrationId = Sample.Registration.Id,
        TenantId = Sample.Tenant,
        Strategy = strategy,
        State = RenewalState.Claimed,
        StartedBy = Ada,
        StartedAt = Time.GetUtcNow(),
        UpdatedAt = Time.GetUtcNow(),
    };

    private async Task<RenewalRecord> RunAsync(SignedIn? signedIn)
    {
        var engine = new RenewalEngine(
            Renewals, Registrations, Directory, Vault, new ProofRunner(Proof, Vault), new NoCalls(), Time, new RenewalEngineSettings { Owner = "test" });
        var run = engine.RunAsync(Current.Id, signedIn, CancellationToken.None);
        while (!run.IsCompleted)
        {
            if (Time.IsWaitedFor)
            {
                Time.Advance(TimeSpan.FromSeconds(1));
            }

            await Task.Yield();
        }

        return (await run)!.Renewal;
    }
}

/// <summary>A clock that tells whether anybody waits for it: to let time pass while somebody works would make the work look slow.</summary>
internal sealed class WaitedForTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private int _waiting;

    public bool IsWaitedFor => Volatile.Read(ref _waiting) > 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _waiting);
        return base.CreateTimer(
            s =>
            {
                Interlocked.Decrement(ref _waiting);
                callback(s);
            },
            state,
            dueTime,
            period);
    }
}
