namespace HelpDesk.Sandbox.Launch;

/// <summary>The sandbox cannot start or go on; the message is for the person at the console and says what to do.</summary>
public sealed class LaunchException(string message) : Exception(message);
