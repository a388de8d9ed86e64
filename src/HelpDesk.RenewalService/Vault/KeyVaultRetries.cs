using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Net.Http.Headers;

namespace HelpDesk.RenewalService.Vault;

/// <summary>
/// Two more attempts after a time-out, a broken connection, 408, 429 and 5xx, for writes as well. A write whose answer was lost makes a
/// second version when it is repeated, but one with the same value, key ID and end: whoever reads the latest sees no difference, while a write
/// that is given up takes the directory's new password back with it. One claim per registration sees to it that no other value comes between.
/// <para>
/// A <c>Retry-After</c> is kept to. When it is longer than a person should wait, the call fails at once and the renewal comes back to it later.
/// Key Vault itself advises pauses of one and two seconds.
/// </para>
/// </summary>
/// <seealso href="https://learn.microsoft.com/azure/key-vault/general/overview-throttling"/>
internal sealed class KeyVaultRetries() : RetryPolicy(MostRetries, DelayStrategy.CreateExponentialDelayStrategy(FirstPause, LongestPause))
{
    private const int MostRetries = 2;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        IsTooLong(message) ? ValueTask.FromResult(false) : base.ShouldRetryAsync(message, exception);

    /// <summary>Key Vault gives seconds; what cannot be read so is not waited for.</summary>
    private static bool IsTooLong(HttpMessage message) =>
        message.HasResponse
        && message.Response.Headers.TryGetValue(HeaderNames.RetryAfter, out var text)
        && !(HeaderUtilities.TryParseNonNegativeInt32(text, out var seconds) && TimeSpan.FromSeconds(seconds) <= LongestPause);
}
