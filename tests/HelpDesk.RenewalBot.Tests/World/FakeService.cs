using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Web;

namespace HelpDesk.RenewalBot.Tests.World;

/// <summary>A call that the renewal service got.</summary>
public sealed record ServiceCall(string Method, string Path, string? Token, string? IdempotencyKey);

/// <summary>The renewal service, by its documented JSON and without any type of ours.</summary>
public sealed class FakeService
{
    public const string Host = "renewals.test";
    public const string Tenant = "11111111-1111-4111-8111-111111111111";
    public const string Admin = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
    public const string OtherAdmin = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";
    public const string Registration = "22222222-2222-4222-8222-222222222222";
    public const string SecondRegistration = "33333333-3333-4333-8333-333333333333";

    private readonly Dictionary<string, JsonObject> _renewals = [];

    public ConcurrentQueue<ServiceCall> Calls { get; } = [];

    /// <summary>By registration ID.</summary>
    public Dictionary<string, JsonObject> Registrations { get; } = new() { [Registration] = Secret(Registration, "HelpDesk", 14) };

    public List<JsonObject> Changes { get; } = [];

    public HashSet<string> Watchers { get; } = [Admin];

    /// <summary>Who a token speaks for.</summary>
    public Dictionary<string, JsonObject> People { get; } = new()
    {
        ["admin-token"] = Person(Admin, "Ada Admin", true),
        ["other-token"] = Person(OtherAdmin, "Grace Global", true),
        ["user-token"] = Person("cccccccc-cccc-4ccc-8ccc-cccccccccccc", "Una User", false),
    };

    /// <summary>The checks of certain people; everybody else gets <see cref="Checks"/>.</summary>
    public Dictionary<string, JsonArray> ChecksOf { get; } = [];

    /// <summary>What is known before the checks are complete, each a line of its own.</summary>
    public List<JsonArray> PartialChecks { get; } = [];

    /// <summary>Members of a checklist that differ from the usual ones.</summary>
    public JsonObject ChecklistMembers { get; set; } = [];

    public string? AcceptedLanguage { get; private set; }

    /// <summary>The words of admins: known issue and name.</summary>
    public ConcurrentQueue<(string Check, string Name)> Confirmations { get; } = [];

    /// <summary>What the service says instead of a checklist for an account that has signed in.</summary>
    public JsonObject? SignedInChecksProblem { get; set; }

    public JsonArray Checks { get; set; } = [Check("role", "Role", "Passed"), Check("multiFactor", "Multi-factor authentication", "FailedDoesNotBlock")];

    /// <summary>What the directory knows of accounts, by login and by object ID: a state of the service's JSON; nothing of anybody else.</summary>
    public ConcurrentDictionary<string, JsonObject> Accounts { get; } = [];

    /// <summary>The directory does not let the service read.</summary>
    public bool HidesAccounts { get; set; }

    public bool IsBroken { get; set; }

    public static JsonObject Secret(string id, string name, int daysLeft, string keyId = "44444444-4444-4444-8444-444444444444") => new()
    {
        ["id"] = id,
        ["displayName"] = name,
        ["tenantId"] = Tenant,
        ["clientId"] = "55555555-5555-4555-8555-555555555555",
        ["siteUrl"] = "https://contoso.sharepoint.com/sites/helpdesk",
        ["strategy"] = "EntraApplication",
        ["status"] = daysLeft < 0 ? "Expired" : daysLeft <= 14 ? "Urgent" : "Healthy",
        ["coveredUntil"] = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero).AddDays(daysLeft).ToString("O", CultureInfo.InvariantCulture),
        ["daysLeft"] = daysLeft,
        ["keyId"] = keyId,
        ["lastScannedAt"] = "2026-11-24T08:00:00Z",
    };

    public static JsonObject Check(string name, string title, string result) => new()
    {
        ["name"] = name,
        ["title"] = title,
        ["looksAt"] = $"What {title} looks at.",
        ["result"] = result,
        ["isEnforced"] = result is not "FailedDoesNotBlock",
        ["evidence"] = $"What was seen of {title}.",
        ["whyItMatters"] = $"Why {title} matters.",
        ["fix"] = new JsonObject { ["title"] = "Open Entra", ["url"] = "https://entra.microsoft.com/" },
    };

    public static JsonObject Renewal(string id, string state, string registration = Registration, string strategy = "EntraApplication", params string[] steps) => new()
    {
        ["id"] = id,
        ["registrationId"] = registration,
        ["tenantId"] = Tenant,
        ["strategy"] = strategy,
        ["state"] = state,
        ["startedById"] = Admin,
        ["startedByName"] = "Ada Admin",
        ["startedAt"] = "2026-11-24T09:05:00Z",
        ["updatedAt"] = "2026-11-24T09:06:00Z",
        ["newSecretExpires"] = "2028-11-24T09:05:00Z",
        ["oldSecretExpires"] = "2026-12-08T09:00:00Z",
        ["proofExpectedAt"] = state == "Propagating" ? "2026-12-08T10:00:00Z" : null,
        ["cause"] = state is "RolledBack" or "NeedsPerson" or "NeedsSignIn" ? "The directory said no." : null,
        ["steps"] = new JsonArray([.. steps.Select(s => (JsonNode)new JsonObject { ["state"] = s, ["at"] = "2026-11-24T09:05:30Z", ["evidence"] = $"{s} was seen." })]),
    };

    public void Scanned(int daysLeft, string id = Registration, string? keyId = null)
    {
        Registrations[id] = keyId is null ? Secret(id, "HelpDesk", daysLeft) : Secret(id, "HelpDesk", daysLeft, keyId);
        Add("RegistrationScanned", id, null);
    }

    public void Moved(JsonObject renewal, string id = Registration) => Add("RenewalMoved", id, renewal);

    public string StartedRenewal => _renewals.Values.Select(r => (string)r["id"]!).Distinct().Single();

    public HttpResponseMessage Answer(HttpRequestMessage request, string body)
    {
        ArgumentNullException.ThrowIfNull(request);
        var path = request.RequestUri!.AbsolutePath.Trim('/');
        var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null;
        var token = request.Headers.Authorization?.Parameter;
        Calls.Enqueue(new ServiceCall(request.Method.Method, path, token, key));
        AcceptedLanguage = request.Headers.AcceptLanguage.ToString() is { Length: > 0 } language ? language : AcceptedLanguage;
        if (IsBroken)
        {
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>maintenance</html>") };
        }

        return token == "bot-token" ? ForBot(request, path.Split('/'), body) : ForAdmin(path.Split('/'), token, key);
    }

    private HttpResponseMessage ForBot(HttpRequestMessage request, string[] path, string body)
    {
        if (path is ["v1", "changes"])
        {
            var after = long.Parse(HttpUtility.ParseQueryString(request.RequestUri!.Query)["after"]!, CultureInfo.InvariantCulture);
            var page = Changes.Where(c => (int)c["sequence"]! > after).Select(c => c.DeepClone()).ToArray();
            return FakeChannel.Json(
                HttpStatusCode.OK, new JsonObject { ["changes"] = new JsonArray(page), ["next"] = after + page.Length });
        }

        if (path is not ["v1", "tenants", Tenant, "people", var person, "registrations", .. var rest] || !Watchers.Contains(person))
        {
            return Problem(HttpStatusCode.NotFound, "notAWatcher", "Not a watcher.");
        }

        return rest switch
        {
            [] => FakeChannel.Json(HttpStatusCode.OK, new JsonArray([.. Registrations.Values.Select(r => r.DeepClone())])),
            [var id, "checks"] => Checked(id, person, "Ada Admin"),
            [_, "checks", var check, "confirmation"] => Confirm(check, (string)JsonNode.Parse(body)!["personName"]!),
            [_, "accounts", _] when HidesAccounts => Problem(HttpStatusCode.Forbidden, "directoryForbidden", "Not allowed."),
            [_, "accounts", var account] => FakeChannel.Json(
                HttpStatusCode.OK, Accounts.GetValueOrDefault(Uri.UnescapeDataString(account))?.DeepClone() ?? new JsonObject { ["state"] = "Gone" }),
            [var id, "renewals"] => FakeChannel.Json(
                HttpStatusCode.OK, new JsonArray([.. _renewals.Values.Where(r => (string?)r["registrationId"] == id).Select(r => r.DeepClone())])),
            _ => Problem(HttpStatusCode.NotFound, "notFound", "No such thing."),
        };
    }

    private HttpResponseMessage ForAdmin(string[] path, string? token, string? key)
    {
        if (token is null || !People.TryGetValue(token, out var person))
        {
            return Problem(HttpStatusCode.Unauthorized, "unauthorized", "No.");
        }

        return path switch
        {
            ["v1", "me"] => Me(person),
            ["v1", "registrations", _, "checks"] when SignedInChecksProblem is { } problem => Problem((HttpStatusCode)(int)problem["status"]!, problem),
            ["v1", "registrations", var id, "checks"] => Checked(id, (string)person["personId"]!, (string)person["name"]!),
            ["v1", "registrations", _, "clean-ups"] when !(bool)person["mayRenew"]! => Problem(HttpStatusCode.Forbidden, "roleMissing", "This account may not renew."),
            ["v1", "registrations", var id, "clean-ups"] => CleanUp(id),
            ["v1", "registrations", var id, "renewals"] when key is not null => Start(id, key),
            _ => Problem(HttpStatusCode.NotFound, "notFound", "No such thing."),
        };
    }

    private HttpResponseMessage Me(JsonObject person)
    {
        if ((bool)person["mayRenew"]!)
        {
            Watchers.Add((string)person["personId"]!);
        }

        return FakeChannel.Json(HttpStatusCode.OK, person.DeepClone());
    }

    private HttpResponseMessage Checked(string id, string account, string name)
    {
        var checks = ChecksOf.GetValueOrDefault(account, Checks);
        var lines = PartialChecks.Select(known => Checklist(id, account, name, known, isComplete: false)).Append(Checklist(id, account, name, checks, isComplete: true));
        var content = new StringContent(string.Concat(lines.Select(l => l.ToJsonString() + "\n")));
        content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-ndjson");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    private JsonObject Checklist(string id, string account, string name, JsonArray checks, bool isComplete)
    {
        var checklist = new JsonObject
        {
            ["registrationId"] = id,
            ["tenantId"] = Tenant,
            ["accountId"] = account,
            ["accountName"] = name,
            ["route"] = "Delegated",
            ["mayContinue"] = isComplete && checks.All(c => (string?)c!["result"] != "FailedBlocks"),
            ["isComplete"] = isComplete,
            ["checkedAt"] = "2026-11-24T09:01:00Z",
            ["checks"] = checks.DeepClone(),
        };
        foreach (var (member, value) in ChecklistMembers)
        {
            checklist[member] = value?.DeepClone();
        }

        return checklist;
    }

    private HttpResponseMessage Confirm(string check, string name)
    {
        Confirmations.Enqueue((check, name));
        foreach (var said in Checks.Where(c => (string?)c!["name"] == check))
        {
            said!["confirmed"] = new JsonObject { ["personName"] = name, ["at"] = "2026-11-24T09:02:00Z" };
        }

        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }

    private HttpResponseMessage CleanUp(string id)
    {
        var removed = (Registrations[id]["leftovers"] as JsonArray)?.DeepClone() ?? new JsonArray();
        Registrations[id]["leftovers"] = new JsonArray();
        return FakeChannel.Json(HttpStatusCode.OK, new JsonObject { ["removed"] = removed });
    }

    private HttpResponseMessage Start(string id, string key)
    {
        if (!_renewals.TryGetValue(key, out var renewal))
        {
            if (_renewals.Values.FirstOrDefault() is { } active)
            {
                return Problem(HttpStatusCode.Conflict, "renewalActive", "Another one runs.", active.DeepClone());
            }

            renewal = Renewal(Guid.NewGuid().ToString(), "Claimed", id);
            _renewals[key] = renewal;
        }

        return FakeChannel.Json(HttpStatusCode.Accepted, renewal.DeepClone());
    }

    public void AddActive(JsonObject renewal) => _renewals["somebody-else"] = renewal;

    private void Add(string kind, string id, JsonObject? renewal) => Changes.Add(new JsonObject
    {
        ["sequence"] = Changes.Count + 1,
        ["at"] = "2026-11-24T09:00:00Z",
        ["kind"] = kind,
        ["registration"] = Registrations[id].DeepClone(),
        ["renewal"] = renewal,
        ["watchers"] = new JsonArray([.. Watchers.Select(w => (JsonNode)w)]),
    });

    private static JsonObject Person(string id, string name, bool mayRenew) => new()
    {
        ["tenantId"] = Tenant,
        ["personId"] = id,
        ["name"] = name,
        ["userPrincipalName"] = $"{name.Split(' ')[0].ToLowerInvariant()}@contoso.onmicrosoft.com",
        ["roles"] = mayRenew ? new JsonArray("Global Administrator") : [],
        ["mayRenew"] = mayRenew,
    };

    private static HttpResponseMessage Problem(HttpStatusCode status, JsonObject problem)
    {
        var response = FakeChannel.Json(status, problem.DeepClone());
        response.Content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("application/problem+json");
        return response;
    }

    private static HttpResponseMessage Problem(HttpStatusCode status, string code, string detail, JsonNode? renewal = null)
    {
        var problem = new JsonObject { ["title"] = detail, ["detail"] = detail, ["status"] = (int)status, ["code"] = code };
        if (renewal is not null)
        {
            problem["renewal"] = renewal;
        }

        return Problem(status, problem);
    }
}
