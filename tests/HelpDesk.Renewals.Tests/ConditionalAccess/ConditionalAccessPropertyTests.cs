using HelpDesk.Renewals.ConditionalAccess;

namespace HelpDesk.Renewals.Tests.ConditionalAccess;

/// <summary>What holds for whatever policies and sign-ins, tried on thousands of random ones.</summary>
public sealed class ConditionalAccessPropertyTests
{
    private const int Tries = 2000;

    [Fact]
    public void Exclusion_always_wins()
    {
        foreach (var random in Randoms())
        {
            var signIn = random.SignIn() with { GroupIds = Tenant.Ids(RandomTenant.Groups[0]), RoleTemplateIds = Tenant.Ids(RandomTenant.Roles[0]) };
            var policy = random.Policy("p") with { HasUnknownParts = false };
            var users = policy.Users;
            PolicyUsers[] exclusions =
            [
                users with { ExcludeUsers = [.. users.ExcludeUsers, signIn.UserId] },
                users with { ExcludeGroups = [.. users.ExcludeGroups, RandomTenant.Groups[0]] },
                users with { ExcludeRoles = [.. users.ExcludeRoles, RandomTenant.Roles[0]] },
            ];

            Assert.All(exclusions, e => Assert.Equal(PolicyMatch.No, signIn.MatchOf(policy with { Users = e })));
            var guests = users with { ExcludeUsers = [.. users.ExcludeUsers, "GuestsOrExternalUsers"] };
            Assert.Equal(PolicyMatch.No, (signIn with { IsGuest = true }).MatchOf(policy with { Users = guests }));
        }
    }

    [Fact]
    public void An_exclusion_of_the_user_or_the_app_wins_over_unreadable_groups_and_roles()
    {
        foreach (var random in Randoms())
        {
            var signIn = random.SignIn() with { AppIds = [Tenant.OurApp], GroupIds = Tenant.Unreadable, RoleTemplateIds = Tenant.Unreadable };
            var policy = random.Policy("p") with { HasUnknownParts = false };
            var (users, apps) = (policy.Users, policy.Applications);

            Assert.Equal(PolicyMatch.No, signIn.MatchOf(policy with { Users = users with { ExcludeUsers = [.. users.ExcludeUsers, signIn.UserId] } }));
            Assert.Equal(PolicyMatch.No, signIn.MatchOf(policy with { Applications = apps with { Exclude = [.. apps.Exclude, Tenant.OurApp] } }));
        }
    }

    [Fact]
    public void A_further_policy_never_lifts_a_block_or_a_demand()
    {
        foreach (var random in Randoms())
        {
            var (signIn, policies) = (random.SignIn(), random.Policies());
            var (before, after) = (signIn.Evaluate(policies), signIn.Evaluate([.. policies, random.Policy("further")]));

            Assert.Subset(after.BlockedBy.ToHashSet(), before.BlockedBy.ToHashSet());
            Assert.Subset(after.MayBeBlockedBy.ToHashSet(), before.MayBeBlockedBy.ToHashSet());
            Assert.Subset(after.LegacyCannotSatisfy.ToHashSet(), before.LegacyCannotSatisfy.ToHashSet());
            Assert.All(Enum.GetValues<ControlKind>(), k => Assert.True(after.DemandFor(k) >= before.DemandFor(k)));
        }
    }

    [Theory]
    [InlineData(PolicyState.Disabled)]
    [InlineData(PolicyState.ReportOnly)]
    public void A_policy_that_is_not_in_force_never_changes_anything(PolicyState state)
    {
        foreach (var random in Randoms())
        {
            var (signIn, policies) = (random.SignIn(), random.Policies());
            var idle = random.Policy("idle") with { State = state };

            Assert.Equal(Outcome(signIn.Evaluate(policies)), Outcome(signIn.Evaluate([.. policies, idle])));
        }
    }

    [Fact]
    public void The_order_of_policies_values_groups_and_apps_does_not_matter()
    {
        foreach (var random in Randoms())
        {
            var (signIn, policies) = (random.SignIn(), random.Policies());
            var mixedSignIn = signIn with
            {
                GroupIds = Tenant.Ids(random.Shuffled(signIn.GroupIds.Value)),
                RoleTemplateIds = Tenant.Ids(random.Shuffled(signIn.RoleTemplateIds.Value)),
                AppIds = random.Shuffled(signIn.AppIds),
            };
            var mixed = random.Shuffled(policies.Select(p => Mixed(p, random)));

            Assert.Equal(Outcome(signIn.Evaluate(policies)), Outcome(mixedSignIn.Evaluate(mixed)));
        }
    }

    [Fact]
    public void What_is_certain_with_unreadable_groups_and_roles_holds_whatever_they_turn_out_to_be()
    {
        var certain = 0;
        foreach (var random in Randoms())
        {
            var (signIn, policies) = (random.SignIn(), random.Policies());
            var unread = (signIn with { GroupIds = Tenant.Unreadable, RoleTemplateIds = Tenant.Unreadable }).Evaluate(policies);
            certain += unread.Policies.Count(v => v.Match.IsCertain);
            foreach (var groups in Subsets(RandomTenant.Groups))
            {
                foreach (var roles in Subsets(RandomTenant.Roles))
                {
                    Holds(unread, (signIn with { GroupIds = Tenant.Ids(groups), RoleTemplateIds = Tenant.Ids(roles) }).Evaluate(policies));
                }
            }
        }

        Assert.True(certain > Tries, "The random policies leave nothing certain, so this proves nothing.");
    }

    private static void Holds(AccessVerdict unread, AccessVerdict read)
    {
        foreach (var (before, after) in unread.Policies.Zip(read.Policies))
        {
            Assert.True(before.Match.MayApply || before.Match == after.Match, $"{before.Policy}: {before.Match}, then {after.Match}");
        }

        Assert.Subset(read.BlockedBy.ToHashSet(), unread.BlockedBy.ToHashSet());
        Assert.Subset(read.LegacyCannotSatisfy.ToHashSet(), unread.LegacyCannotSatisfy.ToHashSet());
        Assert.Subset(unread.BlockedBy.Concat(unread.MayBeBlockedBy).ToHashSet(), read.BlockedBy.Concat(read.MayBeBlockedBy).ToHashSet());
        Assert.Subset(
            unread.LegacyCannotSatisfy.Concat(unread.LegacyMayNotSatisfy).ToHashSet(),
            read.LegacyCannotSatisfy.Concat(read.LegacyMayNotSatisfy).ToHashSet());
        foreach (var kind in Enum.GetValues<ControlKind>())
        {
            Assert.True(unread.DemandFor(kind) is Demand.Possible || unread.DemandFor(kind) <= read.DemandFor(kind));
            Assert.True(unread.DemandFor(kind) is not Demand.NotAsked || read.DemandFor(kind) is Demand.NotAsked);
        }
    }

    private static IEnumerable<RandomTenant> Randoms() => Enumerable.Range(0, Tries).Select(seed => new RandomTenant(seed));

    private static IEnumerable<string[]> Subsets(string[] values) =>
        Enumerable.Range(0, 1 << values.Length).Select(bits => values.Where((_, i) => (bits & (1 << i)) != 0).ToArray());

    private static string Outcome(AccessVerdict verdict)
    {
        return string.Join(
            " | ",
            Ids(verdict.BlockedBy),
            Ids(verdict.MayBeBlockedBy),
            Ids(verdict.LegacyCannotSatisfy),
            Ids(verdict.LegacyMayNotSatisfy),
            string.Join(", ", Enum.GetValues<ControlKind>().Select(k => verdict.DemandFor(k))),
            string.Join(", ", verdict.Policies.Where(v => v.Policy.Id is not "idle").OrderBy(v => v.Policy.Id, StringComparer.Ordinal).Select(v => $"{v.Policy.Id} {v.Match}")));

        static string Ids(IEnumerable<ConditionalAccessPolicy> policies) => string.Join(", ", policies.Select(p => p.Id).Order(StringComparer.Ordinal));
    }

    private static ConditionalAccessPolicy Mixed(ConditionalAccessPolicy policy, RandomTenant random) => policy with
    {
        Users = policy.Users with
        {
            IncludeUsers = random.Shuffled(policy.Users.IncludeUsers),
            ExcludeUsers = random.Shuffled(policy.Users.ExcludeUsers),
            IncludeGroups = random.Shuffled(policy.Users.IncludeGroups),
            ExcludeGroups = random.Shuffled(policy.Users.ExcludeGroups),
            IncludeRoles = random.Shuffled(policy.Users.IncludeRoles),
            ExcludeRoles = random.Shuffled(policy.Users.ExcludeRoles),
        },
        Applications = policy.Applications with
        {
            Include = random.Shuffled(policy.Applications.Include),
            Exclude = random.Shuffled(policy.Applications.Exclude),
        },
        ClientAppTypes = random.Shuffled(policy.ClientAppTypes),
        Grant = policy.Grant is { } grant ? grant with { BuiltIn = random.Shuffled(grant.BuiltIn) } : null,
    };
}
