using HelpDesk.Renewals.Expiry;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Tests;

public sealed class SecretReadingTests
{
    [Fact]
    public void The_latest_password_covers()
    {
        var (early, late) = (Sample.Password(Sample.Now.AddDays(14)), Sample.Password(Sample.Now.AddDays(400)));
        var reading = SecretReading.Of(new(null, Sample.Object([late, early])), _ => false);

        Assert.Equal(late.KeyId, reading.KeyId);
        Assert.Equal(late.End, reading.CoveredUntil);
        Assert.Null(reading.UnknownBecause);
    }

    [Fact]
    public void A_password_that_HelpDesk_never_got_covers_nothing()
    {
        var renewal = Guid.NewGuid();
        var old = Sample.Password(Sample.Now.AddDays(3));
        var orphan = Sample.Password(Sample.Now.AddDays(700), OperationName.Of(renewal));
        var reading = SecretReading.Of(new(null, Sample.Object([old, orphan])), p => OperationName.RenewalIdOf(p.DisplayName) == renewal);

        Assert.Equal(old.KeyId, reading.KeyId);
    }

    [Fact]
    public void An_access_control_password_without_keys_of_its_age_promises_nothing()
    {
        var holder = Sample.Object([Sample.Password(Sample.Now.AddDays(700))], Sample.Pair(Sample.Now.AddDays(75)));
        var reading = SecretReading.Of(new(Sample.ServicePrincipal("Legacy", holder), null), _ => false);

        Assert.Contains("no symmetric keys", reading.UnknownBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_drift_by_seconds_are_of_the_same_age()
    {
        var end = Sample.Now.AddDays(75);
        var holder = Sample.Object([Sample.Password(end)], Sample.Pair(end.AddSeconds(-7)));

        Assert.Null(SecretReading.Of(new(Sample.ServicePrincipal("Legacy", holder), null), _ => false).UnknownBecause);
    }

    [Fact]
    public void A_disabled_app_is_not_healthy_however_long_its_secret_lasts()
    {
        var holder = Sample.Object([Sample.Password(Sample.Now.AddDays(700))]);
        var reading = SecretReading.Of(new(Sample.ServicePrincipal("Application", enabled: false), holder), _ => false);

        Assert.Contains("disabled", reading.UnknownBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_password_nothing_is_known()
    {
        var reading = SecretReading.Of(new(null, Sample.Object()), _ => false);

        Assert.Null(reading.CoveredUntil);
        Assert.NotNull(reading.UnknownBecause);
    }
}
