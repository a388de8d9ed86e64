namespace HelpDesk.RenewalService;

/// <summary>Names this host where two hosts are in sight and both have a <c>Program</c>.</summary>
public sealed class RenewalServiceHost;
