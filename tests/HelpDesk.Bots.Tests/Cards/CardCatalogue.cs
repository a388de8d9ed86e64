using HelpDesk.Bots.Cards;

namespace HelpDesk.Bots.Tests.Cards;

/// <summary>Every part of the model with every property set to something that is written.</summary>
internal static class CardCatalogue
{
    public static IReadOnlyDictionary<string, Func<AdaptiveElement>> Elements { get; } = new Dictionary<string, Func<AdaptiveElement>>
    {
        ["TextBlock"] = () => Common(new AdaptiveTextBlock("Secret expires")
        {
            Size = AdaptiveTextSize.ExtraLarge,
            Weight = AdaptiveTextWeight.Bolder,
            Color = AdaptiveTextColor.Attention,
            FontType = AdaptiveFontType.Monospace,
            Style = AdaptiveTextBlockStyle.Heading,
            HorizontalAlignment = AdaptiveHorizontalAlignment.Center,
            IsSubtle = true,
            Wrap = true,
            MaxLines = 3,
        }),
        ["RichTextBlock"] = () => Common(new AdaptiveRichTextBlock
        {
            HorizontalAlignment = AdaptiveHorizontalAlignment.Right,
            Inlines =
            {
                new AdaptiveTextRun("It expires in "),
                new AdaptiveTextRun("14 days")
                {
                    Size = AdaptiveTextSize.Small,
                    Weight = AdaptiveTextWeight.Lighter,
                    Color = AdaptiveTextColor.Good,
                    FontType = AdaptiveFontType.Monospace,
                    IsSubtle = true,
                    Italic = true,
                    Strikethrough = true,
                    Underline = true,
                    Highlight = true,
                    SelectAction = OpenUrl(),
                },
            },
        }),
        ["Image"] = () => Common(new AdaptiveImage("https://example.com/shield.png")
        {
            AltText = "A shield",
            Size = AdaptiveImageSize.Medium,
            Style = AdaptiveImageStyle.Person,
            HorizontalAlignment = AdaptiveHorizontalAlignment.Right,
            BackgroundColor = "#DDDDDD",
            PixelWidth = 40,
            PixelHeight = 50,
            SelectAction = OpenUrl(),
        }),
        ["ImageSet"] = () => Common(new AdaptiveImageSet
        {
            ImageSize = AdaptiveImageSize.Large,
            Images = { new AdaptiveImage(new Uri("https://example.com/a.png")) { AltText = "A" } },
        }),
        ["Media"] = () => Common(new AdaptiveMedia
        {
            Sources = { new AdaptiveMediaSource("video/mp4", "https://example.com/renewing.mp4") },
            Poster = "https://example.com/poster.png",
            AltText = "How a secret is renewed",
        }),
        ["Container"] = () => Common(new AdaptiveContainer
        {
            Style = AdaptiveContainerStyle.Emphasis,
            Bleed = true,
            PixelMinHeight = 60,
            VerticalContentAlignment = AdaptiveVerticalContentAlignment.Bottom,
            BackgroundImage = new AdaptiveBackgroundImage("https://example.com/b.png")
            {
                FillMode = AdaptiveImageFillMode.RepeatHorizontally,
                HorizontalAlignment = AdaptiveHorizontalAlignment.Center,
                VerticalAlignment = AdaptiveVerticalAlignment.Center,
            },
            SelectAction = Submit(),
            Items = { new AdaptiveTextBlock("Inside") },
        }),
        ["ColumnSet"] = () => Common(new AdaptiveColumnSet
        {
            Style = AdaptiveContainerStyle.Good,
            Bleed = true,
            MinHeight = "10px",
            HorizontalAlignment = AdaptiveHorizontalAlignment.Center,
            SelectAction = Submit(),
            Columns =
            {
                new AdaptiveColumn { Width = AdaptiveColumnWidth.Auto, Items = { new AdaptiveTextBlock("a") } },
                new AdaptiveColumn { Width = "2", Spacing = AdaptiveSpacing.None, Items = { new AdaptiveTextBlock("b") } },
                new AdaptiveColumn { Width = "50px", Rtl = true, Separator = true, Items = { new AdaptiveTextBlock("c") } },
            },
        }),
        ["FactSet"] = () => Common(new AdaptiveFactSet { Facts = { new AdaptiveFact("Expires", "8 Dec 2026") } }),
        ["ActionSet"] = () => Common(new AdaptiveActionSet { Actions = { OpenUrl() } }),
        ["Table"] = () => Common(new AdaptiveTable
        {
            GridStyle = AdaptiveContainerStyle.Accent,
            ShowGridLines = false,
            VerticalContentAlignment = AdaptiveVerticalContentAlignment.Center,
            HorizontalContentAlignment = AdaptiveHorizontalContentAlignment.Center,
            Columns =
            {
                new AdaptiveTableColumnDefinition { Width = 2 },
                new AdaptiveTableColumnDefinition
                {
                    PixelWidth = 80,
                    VerticalContentAlignment = AdaptiveVerticalContentAlignment.Bottom,
                    HorizontalContentAlignment = AdaptiveHorizontalContentAlignment.Right,
                },
            },
            Rows =
            {
                new AdaptiveTableRow
                {
                    Style = AdaptiveContainerStyle.Warning,
                    Cells =
                    {
                        new AdaptiveTableCell { Style = AdaptiveContainerStyle.Good, Items = { new AdaptiveTextBlock("Check") } },
                        new AdaptiveTableCell { Bleed = true, Items = { new AdaptiveTextBlock("Outcome") } },
                    },
                },
            },
        }),
        ["Input.Text"] = () => Input(new AdaptiveTextInput
        {
            Placeholder = "Reason",
            Value = "On holiday",
            Style = AdaptiveTextInputStyle.Email,
            IsMultiline = true,
            MaxLength = 200,
            Regex = "^.+$",
            InlineAction = Submit(),
        }),
        ["Input.Number"] = () => Input(new AdaptiveNumberInput { Placeholder = "Days", Value = 0, Min = -1, Max = 7.5 }),
        ["Input.Date"] = () => Input(new AdaptiveDateInput { Placeholder = "Day", Value = "2026-11-24", Min = "2026-11-01", Max = "2026-12-01" }),
        ["Input.Time"] = () => Input(new AdaptiveTimeInput { Placeholder = "Hour", Value = "09:00", Min = "08:00", Max = "18:00" }),
        ["Input.Toggle"] = () => Input(new AdaptiveToggleInput { Title = "I am sure", Value = "yes", ValueOn = "yes", ValueOff = "no", Wrap = true }),
        ["Input.ChoiceSet"] = () => Input(new AdaptiveChoiceSetInput
        {
            Choices = { new AdaptiveChoice { Title = "Mine", Value = "own" }, new AdaptiveChoice { Title = "Another", Value = "other" } },
            Value = "own",
            Placeholder = "Which account?",
            Style = AdaptiveChoiceInputStyle.Expanded,
            IsMultiSelect = true,
            Wrap = true,
        }),
    };

    public static IReadOnlyDictionary<string, Func<AdaptiveAction>> Actions { get; } = new Dictionary<string, Func<AdaptiveAction>>
    {
        ["Action.OpenUrl"] = () => Common(OpenUrl()),
        ["Action.Submit"] = () => Common(Submit()),
        ["Action.Execute"] = () => Common(new AdaptiveExecuteAction { Verb = "renew", DataJson = """{"card":1}""" }),
        ["Action.ShowCard"] = () => Common(new AdaptiveShowCardAction { Card = new AdaptiveCard("1.5") { Body = { new AdaptiveTextBlock("Why") } } }),
        ["Action.ToggleVisibility"] = () => Common(new AdaptiveToggleVisibilityAction
        {
            TargetElements = { new AdaptiveTargetElement("part-TextBlock"), new AdaptiveTargetElement("part-Image", isVisible: false) },
        }),
    };

    public static AdaptiveCard Whole() => new("1.5")
    {
        FallbackText = "HelpDesk's secret expires in 14 days.",
        Speak = "HelpDesk's secret expires in 14 days.",
        Lang = "en",
        JsonSchema = "http://adaptivecards.io/schemas/adaptive-card.json",
        MinHeight = "50px",
        VerticalContentAlignment = AdaptiveVerticalContentAlignment.Center,
        Rtl = false,
        BackgroundImage = new AdaptiveBackgroundImage(new Uri("https://example.com/b.png")),
        SelectAction = OpenUrl(),
        Refresh = new AdaptiveRefresh { Action = new AdaptiveExecuteAction { Verb = "refresh" }, UserIds = ["29:1abc"] },
        Authentication = new AdaptiveAuthentication
        {
            Text = "Sign in",
            ConnectionName = "HelpDeskRenewal",
            TokenExchangeResource = new AdaptiveTokenExchangeResource { Id = "1", Uri = "api://botid-1", ProviderId = "2" },
            Buttons = { new AdaptiveAuthCardButton { Title = "Sign in", Image = "https://example.com/i.png", Value = "https://example.com/signin" } },
        },
        Body = [.. Elements.Values.Select(make => make())],
        Actions = [.. Actions.Values.Select(make => make())],
    };

    private static T Common<T>(T part)
        where T : AdaptiveTypedElement
    {
        part.Id = "part-" + part.Type;
        part.Fallback = new AdaptiveFallbackElement(AdaptiveFallbackType.Drop);
        part.Requires = new Dictionary<string, string> { ["acTest"] = "*" };
        if (part is AdaptiveElement element)
        {
            element.Spacing = AdaptiveSpacing.ExtraLarge;
            element.Separator = true;
            element.IsVisible = false;
            element.Height = element is AdaptiveImage ? element.Height : AdaptiveHeight.Stretch;
        }
        else if (part is AdaptiveAction action)
        {
            action.Title = "Do it";
            action.IconUrl = "https://example.com/i.png";
            action.Style = "positive";
            action.Mode = AdaptiveActionMode.Secondary;
            action.Tooltip = "Does it";
            action.IsEnabled = false;
        }

        return part;
    }

    private static T Input<T>(T input)
        where T : AdaptiveInput
    {
        input.Label = "What?";
        input.IsRequired = true;
        input.ErrorMessage = "Please fill it in.";
        return Common(input);
    }

    private static AdaptiveOpenUrlAction OpenUrl() => new() { Title = "Open", Url = new Uri("https://example.com/why?a=1&b=2") };

    private static AdaptiveSubmitAction Submit() => new()
    {
        Title = "Send",
        Data = new Dictionary<string, object> { ["verb"] = "renew", ["count"] = 2 },
        AssociatedInputs = AdaptiveAssociatedInputs.None,
    };
}
