namespace HelpDesk.Sandbox.Control;

public static class FaultMiddleware
{
    internal static void UseFaults(this WebApplication app)
    {
    }
}
