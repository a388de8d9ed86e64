namespace HelpDesk.Renewals.Directories;

/// <summary>A call whose failure is an answer like any other.</summary>
internal static class DirectoryAttempt
{
    /// <returns>Null when the call did what was asked.</returns>
    public static async Task<DirectoryException?> FailureOfAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (DirectoryException e)
        {
            return e;
        }
    }
}
