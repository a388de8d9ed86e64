using System.Reflection;
using System.Runtime.CompilerServices;
using HelpDesk.Bots.Cards;
using HelpDesk.RenewalBot.Cards;

namespace HelpDesk.RenewalBot.Tests.Cards;

/// <summary>The samples are all there is: whoever adds a card has to add one.</summary>
public sealed class CardBuilderTests
{
    private const BindingFlags Methods = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void Every_card_builder_has_a_sample()
    {
        var samples = File.ReadAllText(Path.Combine(Folder(), "CardSamples.cs"));
        var builders =
            from type in typeof(CardParts).Assembly.GetTypes()
            where type != typeof(CardParts)
            from method in type.GetMethods(Methods)
            where method.ReturnType == typeof(AdaptiveCard) && !method.IsPrivate && !method.Name.Contains('<', StringComparison.Ordinal)
            select method.IsDefined(typeof(ExtensionAttribute)) ? $"Context().{method.Name}(" : $"{type.Name}.{method.Name}(";

        Assert.Contains("WarningCard.Build(", builders);
        Assert.All(builders, builder => Assert.Contains(builder, samples, StringComparison.Ordinal));
    }

    /// <summary>So no card is made past the builders.</summary>
    [Fact]
    public void Cards_begin_in_one_place()
    {
        var product = Path.GetFullPath(Path.Combine(Folder(), "..", "..", "..", "src", "HelpDesk.RenewalBot"));
        var makers = Directory.EnumerateFiles(product, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f).Contains("new AdaptiveCard(", StringComparison.Ordinal))
            .Select(Path.GetFileName);

        Assert.Equal(["CardParts.cs"], makers);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
