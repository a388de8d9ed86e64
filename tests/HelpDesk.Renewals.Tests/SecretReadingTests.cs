using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Expiry;
using HelpDesk.Renewals.Renewing;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Tests;

public sealed class SecretReadingTests
{
    [Fact]
    public void The_latest_password_covers()
    {
        var (early, late) = (Sample.Password(Sample.Now.AddDays(14)), Sample.Password(Sample.Now.AddDays(400)));
        var reading = SecretReading.Of(new(null, Sample.Object([late, early])), RenewalHistory.None);

        Assert.Equal(late.KeyId, reading.KeyId);
        Assert.Equal(late.End, reading.CoveredUntil);
        Assert.Null(reading.UnknownBecause);
    }

    [Fact]
    public void A_password_that_HelpDesk_never_got_covers_nothing()
    {
        var renewal = Sample.Renewal(RenewalState.Staged, RenewalState.NeedsPerson);
        var old = Sample.Password(Sample.Now.AddDays(3));
        var orphan = Sample.Password(Sample.Now.AddDays(700), OperationName.Of(renewal.Id));
        var reading = SecretReading.Of(new(null, Sample.Object([old, orphan])), new([renewal]));

        Assert.Equal(old.KeyId, reading.KeyId);
    }

    [Theory]
    [InlineData(RenewalState.Delivered)]
    [InlineData(RenewalState.Propagating)]
    public void Until_a_new_secret_is_proven_the_old_one_is_what_covers(RenewalState state)
    {
        var (old, renewed, renewal) = Renewed(RenewalState.Delivered, state);
        var reading = SecretReading.Of(new(null, Sample.Object([old, renewed])), new([renewal]));

        Assert.Equal((old.KeyId, old.End), (reading.KeyId, reading.CoveredUntil));
        Assert.Null(reading.UnknownBecause);
    }

    [Fact]
    public void A_proven_secret_covers()
    {
        var (old, renewed, renewal) = Renewed(RenewalState.Delivered, RenewalState.Proven);

        Assert.Equal(renewed.End, SecretReading.Of(new(null, Sample.Object([old, renewed])), new([renewal])).CoveredUntil);
    }

    [Fact]
    public void What_HelpDesk_was_given_counts_even_where_the_old_secret_lasts_longer()
    {
        var (_, renewed, renewal) = Renewed(RenewalState.Delivered, RenewalState.Proven);
        var old = Sample.Password(renewed.End!.Value.AddDays(200)) with { Start = renewed.Start!.Value.AddDays(-300) };

        Assert.Equal((renewed.KeyId, renewed.End), Covered(old, renewed));
        // Somebody has added one by hand since: which one HelpDesk has nobody can tell, and the longest is taken as before.
        var later = old with { KeyId = Guid.NewGuid(), Start = renewed.Start!.Value.AddDays(1) };
        Assert.Equal((later.KeyId, later.End), Covered(later, renewed));

        (Guid?, DateTimeOffset?) Covered(params Directories.PasswordEntry[] passwords)
        {
            var reading = SecretReading.Of(new(null, Sample.Object(passwords)), new([renewal]));
            return (reading.KeyId, reading.CoveredUntil);
        }
    }

    [Fact]
    public void A_secret_that_could_not_be_proven_is_told_and_covers_nothing()
    {
        var (old, renewed, renewal) = Renewed(RenewalState.Delivered, RenewalState.Propagating, RenewalState.NeedsPerson);
        var reading = SecretReading.Of(new(null, Sample.Object([old, renewed])), new([renewal with { Cause = "No token could be obtained." }]));

        Assert.Equal((old.KeyId, old.End), (reading.KeyId, reading.CoveredUntil));
        Assert.Contains("could not be proven. No token could be obtained.", reading.UnknownBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unproven_secret_says_nothing_of_a_later_one()
    {
        var (old, renewed, renewal) = Renewed(RenewalState.Delivered, RenewalState.NeedsPerson);
        var later = Sample.Password(renewed.End!.Value.AddDays(30));
        var reading = SecretReading.Of(new(null, Sample.Object([old, renewed, later])), new([renewal]));

        Assert.Equal(later.KeyId, reading.KeyId);
        Assert.Null(reading.UnknownBecause);
    }

    [Fact]
    public void A_first_secret_promises_nothing_before_it_is_proven()
    {
        var (_, renewed, renewal) = Renewed(RenewalState.Delivered);
        var reading = SecretReading.Of(new(null, Sample.Object([renewed])), new([renewal]));

        Assert.Null(reading.CoveredUntil);
        Assert.Contains("has not been proven", reading.UnknownBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void An_access_control_password_without_keys_of_its_age_promises_nothing()
    {
        var holder = Sample.Object([Sample.Password(Sample.Now.AddDays(700))], Sample.Pair(Sample.Now.AddDays(75)));
        var reading = SecretReading.Of(new(Sample.ServicePrincipal("Legacy", holder), null), RenewalHistory.None);

        Assert.Contains("no symmetric keys", reading.UnknownBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_drift_by_seconds_are_of_the_same_age()
    {
        var end = Sample.Now.AddDays(75);
        var holder = Sample.Object([Sample.Password(end)], Sample.Pair(end.AddSeconds(-7)));

        Assert.Null(SecretReading.Of(new(Sample.ServicePrincipal("Legacy", holder), null), RenewalHistory.None).UnknownBecause);
    }

    [Fact]
    public void A_disabled_app_is_not_healthy_however_long_its_secret_lasts()
    {
        var holder = Sample.Object([Sample.Password(Sample.Now.AddDays(700))]);
        var reading = SecretReading.Of(new(Sample.ServicePrincipal("Application", enabled: false), holder), RenewalHistory.None);

        Assert.Contains("disabled", reading.UnknownBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_password_nothing_is_known()
    {
        var reading = SecretReading.Of(new(null, Sample.Object()), RenewalHistory.None);

        Assert.Null(reading.CoveredUntil);
        Assert.NotNull(reading.UnknownBecause);
    }

    private static (PasswordEntry Old, PasswordEntry Renewed, RenewalRecord Renewal) Renewed(params RenewalState[] states)
    {
        var renewal = Sample.Renewal(states);
        var renewed = Sample.Password(Sample.Now.AddDays(730), OperationName.Of(renewal.Id));
        return (Sample.Password(Sample.Now.AddDays(14)), renewed, renewal with { NewKeyId = renewed.KeyId });
    }
}
