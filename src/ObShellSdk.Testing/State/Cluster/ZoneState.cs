namespace ObShellSdk.Testing.State.Cluster;

internal sealed class ZoneState(string name)
{
    public const string DefaultName = "zone1";

    public string Name { get; } = name;

    public string Region { get; } = "sys_region";

    public string Idc { get; } = "";

    public bool IsStopped { get; set; }
}
