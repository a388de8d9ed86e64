using Microsoft.Extensions.Options;

namespace HelpDesk.Hosting;

/// <summary>Binds settings so that a value of the wrong form is a mistake in the configuration like any other, and told like one.</summary>
internal static class SettingsBinding
{
    public static OptionsBuilder<TOptions> BindSettings<TOptions>(this OptionsBuilder<TOptions> builder, IConfigurationSection section)
        where TOptions : class =>
        builder.Configure(options => section.BindTo(options));

    /// <exception cref="OptionsValidationException">A value has the wrong form.</exception>
    public static void BindTo<TOptions>(this IConfigurationSection section, TOptions options)
    {
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException e)
        {
            throw new OptionsValidationException(section.Path, typeof(TOptions), [Explain(section.Path, e)]);
        }
    }

    /// <summary>The settings for what has to be decided before the host's check; a bad value is told by that check.</summary>
    public static TOptions GetSettings<TOptions>(this IConfigurationSection section)
        where TOptions : class, new()
    {
        try
        {
            return section.Get<TOptions>() ?? new TOptions();
        }
        catch (InvalidOperationException)
        {
            return new TOptions();
        }
    }

    private static string Explain(string path, InvalidOperationException exception) =>
        $"{path}: {exception.Message} Give a value of that form: a time span is 00:00:05, a number has digits only, a switch is true or false.";
}
