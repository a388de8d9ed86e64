using HelpDesk.Renewals.Directories;

namespace HelpDesk.Renewals.Renewing;

/// <summary>
/// Whether a directory goes by the version that it tells of an object. One that refuses the same version twice, with a pause between for slow
/// replicas, does not, and is written to without it.
/// </summary>
internal sealed class TagTrust
{
    private string? _refused;
    private int _times;

    public string? Of(DirectoryObject present) => _times > 1 && present.Tag == _refused ? null : present.Tag;

    public void Refused(DirectoryObject present) => (_refused, _times) = (present.Tag, present.Tag == _refused ? _times + 1 : 1);
}
