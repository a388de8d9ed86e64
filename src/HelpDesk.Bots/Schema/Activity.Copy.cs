namespace HelpDesk.Bots.Schema;

public sealed partial class Activity
{
    /// <summary>
    /// The same activity as another object. Sending addresses an activity and gives it an id; what is sent from a template (the message of
    /// a prompt, kept in state for the next time) must not change the template.
    /// </summary>
    internal Activity Copy() => (Activity)MemberwiseClone();
}
