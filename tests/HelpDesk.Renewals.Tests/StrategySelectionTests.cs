using HelpDesk.Renewals.Contract;
using HelpDesk.Renewals.Directories;
using HelpDesk.Renewals.Rotation;

namespace HelpDesk.Renewals.Tests;

/// <summary>The table of domain.md §1.1.</summary>
public sealed class StrategySelectionTests
{
    [Fact]
    public void A_legacy_principal_without_an_application_is_renewed_on_the_principal()
    {
        var choice = StrategySelection.Choose(new(Sample.ServicePrincipal("Legacy"), null));

        Assert.Equal(RotationStrategy.AcsLegacyPrincipal, choice.Strategy);
        Assert.Equal(CredentialHolder.ServicePrincipal, choice.Target!.Holder);
    }

    [Fact]
    public void An_application_with_a_symmetric_pair_is_renewed_on_the_application_with_its_pair()
    {
        var application = Sample.Object(keys: Sample.Pair(Sample.Now.AddDays(75)));
        var choice = StrategySelection.Choose(new(Sample.ServicePrincipal("Application"), application));

        Assert.Equal(RotationStrategy.AcsApplication, choice.Strategy);
        Assert.Equal(CredentialHolder.Application, choice.Target!.Holder);
    }

    [Fact]
    public void An_application_with_certificates_only_is_an_ordinary_one()
    {
        var application = Sample.Object(keys: [Sample.Key(KeyEntry.Verify, Sample.Now.AddDays(75), "AsymmetricX509Cert")]);

        Assert.Equal(RotationStrategy.EntraApplication, StrategySelection.Choose(new(Sample.ServicePrincipal("Application"), application)).Strategy);
    }

    [Fact]
    public void An_application_counts_even_before_its_service_principal_is_there()
    {
        Assert.Equal(RotationStrategy.EntraApplication, StrategySelection.Choose(new(null, Sample.Object())).Strategy);
    }

    [Fact]
    public void An_app_of_another_tenant_is_refused_and_its_home_is_named()
    {
        var choice = StrategySelection.Choose(new(Sample.ServicePrincipal("Application", home: "9f9f9f9f-0000-4000-8000-000000000009"), null));

        Assert.Null(choice.Strategy);
        Assert.Contains("not in this directory", choice.RefusedBecause, StringComparison.Ordinal);
        Assert.Contains("9f9f9f9f-0000-4000-8000-000000000009", choice.RefusedBecause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ManagedIdentity", "managed identity")]
    [InlineData(null, "no app with this client ID")]
    public void What_nobody_here_can_renew_is_refused_with_the_reason(string? type, string reason)
    {
        var choice = StrategySelection.Choose(new(type is null ? null : Sample.ServicePrincipal(type), null));

        Assert.Null(choice.Target);
        Assert.Contains(reason, choice.RefusedBecause, StringComparison.Ordinal);
    }
}
