namespace HelpDesk.Bots.Cards;

/// <summary>What <see cref="AdaptiveCard.FromJson"/> has read.</summary>
public sealed class AdaptiveCardParseResult
{
    internal AdaptiveCardParseResult(AdaptiveCard card) => Card = card;

    public AdaptiveCard Card { get; }
}

/// <summary>The JSON of a card cannot be read.</summary>
public sealed class AdaptiveSerializationException : Exception
{
    public AdaptiveSerializationException()
    {
    }

    public AdaptiveSerializationException(string message)
        : base(message)
    {
    }

    public AdaptiveSerializationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
