using System.Collections.Frozen;
using System.Text.Json;
using HelpDesk.Bots.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Bots.Authentication;

/// <summary>A key that the channel signs with, and the channels that may be spoken for with it.</summary>
internal sealed record ChannelKey(SecurityKey Key, FrozenSet<string> Endorsements);

/// <summary>
/// The signing keys of the channel (or of another issuer), found through its OpenID document. They are read at the first token, again on a
/// schedule, and at an unknown key id, but never more often than <see cref="QuietTime"/>. Unlike with the stock configuration manager, the
/// request with the unknown key waits for the new keys: otherwise every key change would cost an activity. One with a known key does not
/// wait while they are read on schedule.
/// </summary>
internal sealed partial class ChannelKeys(
    string address,
    IHttpClientFactory clients,
    [FromKeyedServices(WireClock.Key)] TimeProvider clock,
    ILogger<ChannelKeys> logger) : IDisposable
{
    public const string ClientName = "HelpDesk.Bots.OpenId";

    internal static readonly TimeSpan RefreshAfter = TimeSpan.FromHours(12);
    internal static readonly TimeSpan UsableFor = TimeSpan.FromDays(5);
    internal static readonly TimeSpan QuietTime = TimeSpan.FromMinutes(1);
    internal static readonly TimeSpan QuietTimeAfterFailure = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private volatile Snapshot? _snapshot;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private int _isRefreshing;

    /// <summary>The key, or null when the channel has none of that id.</summary>
    /// <exception cref="ChannelKeysUnavailableException">No keys could be read.</exception>
    public async ValueTask<ChannelKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        var snapshot = _snapshot;
        if (snapshot is not null && snapshot.Keys.TryGetValue(keyId, out var known) && clock.GetUtcNow() - snapshot.ReadAt is var age && age < UsableFor)
        {
            if (age > RefreshAfter && Interlocked.Exchange(ref _isRefreshing, 1) == 0)
            {
                _ = Task.Run(() => RefreshInBackgroundAsync(snapshot), CancellationToken.None);
            }

            return known;
        }

        snapshot = await RefreshAsync(snapshot, cancellationToken);
        return snapshot.Keys.GetValueOrDefault(keyId);
    }

    /// <summary>The key as last read.</summary>
    public SecurityKey? Known(string keyId) => _snapshot?.Keys.GetValueOrDefault(keyId)?.Key;

    public void Dispose() => _refreshing.Dispose();

    private async Task RefreshInBackgroundAsync(Snapshot seen)
    {
        try
        {
            await RefreshAsync(seen, CancellationToken.None);
        }
        catch (Exception e) when (e is ChannelKeysUnavailableException or ObjectDisposedException)
        {
            // What failed has been logged, and the next activity asks again; or the host ends.
        }
        finally
        {
            Interlocked.Exchange(ref _isRefreshing, 0);
        }
    }

    private async Task<Snapshot> RefreshAsync(Snapshot? seen, CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            // Somebody else has just read them, or it is too early to ask again.
            if ((_snapshot is not null && _snapshot != seen) || clock.GetUtcNow() < _notBefore)
            {
                return Usable();
            }

            try
            {
                _snapshot = await ReadAsync(cancellationToken);
                _notBefore = clock.GetUtcNow() + QuietTime;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                _notBefore = clock.GetUtcNow() + QuietTimeAfterFailure;
                Log.NotRead(logger, address, e);
            }

            return Usable();
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private Snapshot Usable() => _snapshot is { } snapshot && clock.GetUtcNow() - snapshot.ReadAt < UsableFor
        ? snapshot
        : throw new ChannelKeysUnavailableException();

    private async Task<Snapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var documents = new HttpDocumentRetriever(clients.CreateClient(ClientName)) { RequireHttps = true };
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(address, documents, cancellationToken);
        var keys = new Dictionary<string, ChannelKey>(StringComparer.Ordinal);
        foreach (var key in configuration.JsonWebKeySet?.Keys ?? [])
        {
            if (key.Kid is { Length: > 0 } && key.Kty == JsonWebAlgorithmsKeyTypes.RSA && key.Use is null or JsonWebKeyUseNames.Sig)
            {
                keys[key.Kid!] = new ChannelKey(key, Endorsements(key));
            }
        }

        Log.Read(logger, keys.Count, address);
        return new Snapshot(keys.ToFrozenDictionary(StringComparer.Ordinal), clock.GetUtcNow());
    }

    private static FrozenSet<string> Endorsements(JsonWebKey key)
    {
        IEnumerable<string> names = key.AdditionalData.TryGetValue("endorsements", out var value)
            ? value switch
            {
                JsonElement { ValueKind: JsonValueKind.Array } array =>
                    array.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!),
                IEnumerable<object> list => list.OfType<string>(),
                _ => [],
            }
            : [];
        return names.ToFrozenSet(StringComparer.Ordinal);
    }

    private sealed record Snapshot(FrozenDictionary<string, ChannelKey> Keys, DateTimeOffset ReadAt);

    private static partial class Log
    {
        [LoggerMessage(1010, LogLevel.Information, "Read {Count} signing keys by {Address}.")]
        public static partial void Read(ILogger logger, int count, string address);

        [LoggerMessage(1011, LogLevel.Error, "The signing keys could not be read from {Address}.")]
        public static partial void NotRead(ILogger logger, string address, Exception exception);
    }
}

/// <summary>Without keys no token can be checked: nothing is let in.</summary>
internal sealed class ChannelKeysUnavailableException() : Exception("The signing keys are not available.");
