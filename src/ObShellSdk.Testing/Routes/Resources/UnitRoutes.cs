using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.Routes.Resources;

/// <summary>Unit configs and resource pools.</summary>
internal static partial class UnitRoutes
{
    public static Outcome Create(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var (name, memory) = (body.GivenText("name"), body.GivenText("memory_size"));
        var hasCpu = body.Has("max_cpu");
        var (maxCpu, minCpu) = (hasCpu ? body.Number("max_cpu") : null, body.Number("min_cpu"));
        var (maxIops, minIops) = (body.Integer("max_iops"), body.Integer("min_iops"));
        var (logDisk, dataDisk) = (body.Text("log_disk_size"), body.Text("data_disk_size"));
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if ((Admission.RefuseOffCluster(state) ?? CheckSizes(name!, memory!, logDisk, dataDisk) ?? CheckCpu(maxCpu!.Value, minCpu)
            ?? CheckIops(maxIops, minIops)) is { } invalid)
        {
            return invalid;
        }

        if (state.Cluster.Units.Find(name!) is not null)
        {
            return Failure.Of("OB.Resource.UnitConfig.Existed", name!);
        }

        if (ReadSize(memory!) < UnitConfigs.Gibibyte)
        {
            return Database.Refuse("Error 1210 (HY000): Incorrect arguments to MEMORY_SIZE, min value is 1GB");
        }

        state.Cluster.Units.AddUnit(name!, maxCpu!.Value, minCpu, ReadSize(memory!)!.Value, logDisk is null ? null : ReadSize(logDisk), maxIops, minIops);
        return Outcome.Done;
    }

    /// <summary>Drops a unit config; succeeds if it does not exist.</summary>
    public static Outcome Drop(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseOffCluster(state) is { } refusal)
        {
            return refusal;
        }

        var units = state.Cluster.Units;
        if (units.Find(call["name"]) is not { } unit)
        {
            return Outcome.Done;
        }

        if (unit == units.System || units.Pools.Exists(pool => pool.Unit == unit))
        {
            return Database.Refuse($"Error 4634 (HY000): resource unit '{unit.Name}' is referenced by some resource pool");
        }

        units.All.Remove(unit);
        return Outcome.Done;
    }

    public static Outcome Get(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseOffCluster(state) is { } refusal)
        {
            return refusal;
        }

        return state.Cluster.Units.Find(call["name"]) is { } unit
            ? Outcome.Success(Write(state, unit))
            : Failure.Of("OB.Resource.UnitConfig.NotExist", call["name"]);
    }

    public static Outcome List(AgentState state, Call call, DateTimeOffset now) => Admission.RefuseOffCluster(state) is { } refusal
        ? refusal
        : Outcome.List(state.Cluster.Units.All.Select(unit => Write(state, unit)));

    public static Outcome ListPools(AgentState state, Call call, DateTimeOffset now) => Admission.RefuseOffCluster(state) is { } refusal
        ? refusal
        : Outcome.List(state.Cluster.Units.Pools.Select(pool => WritePool(state, pool)));

    public static Outcome DropPool(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseOffCluster(state) is { } refusal)
        {
            return refusal;
        }

        var pool = state.Cluster.Units.Pools.Find(pool => pool.Name == call["name"]);
        if (pool is { Tenant: not null })
        {
            return Failure.Of("OB.Resource.Pool.Granted", pool.Name);
        }

        if (pool is not null)
        {
            state.Cluster.Units.Pools.Remove(pool);
        }

        return Outcome.Done;
    }

    public static JsonObject Write(AgentState state, UnitConfig unit) => new()
    {
        ["unit_config_id"] = unit.Id,
        ["name"] = unit.Name,
        ["max_cpu"] = unit.MaxCpu,
        ["min_cpu"] = unit.MinCpu,
        ["memory_size"] = unit.MemorySize,
        ["log_disk_size"] = unit.LogDiskSize,
        ["data_disk_size"] = unit.DataDiskSize,
        ["max_iops"] = unit.MaxIops,
        ["min_iops"] = unit.MinIops,
        ["create_time"] = GoTime.WriteStored(state.Stored.Show(unit.CreatedAt)),
        ["modify_time"] = GoTime.WriteStored(state.Stored.Show(unit.CreatedAt)),
    };

    /// <summary>Parses a number with a unit from K to P, with or without B.</summary>
    public static long? ReadSize(string text)
    {
        if (SizeForm().Match(text) is not { Success: true } match
            || !long.TryParse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return number << (10 * ("KMGTP".IndexOf(char.ToUpperInvariant(match.Groups[2].Value[0]), StringComparison.Ordinal) + 1));
    }

    /// <summary>Writes a pool. UnitCount is 0 on a real agent, because two fields of the server's record share one column.</summary>
    private static JsonObject WritePool(AgentState state, ResourcePool pool) => new()
    {
        ["id"] = pool.Id,
        ["name"] = pool.Name,
        ["zone_list"] = pool.Zone,
        ["unit_num"] = pool.UnitNum,

        // The server maps one column to two fields and fills only the other one.
        ["UnitCount"] = 0,
        ["unit_config_id"] = pool.Unit.Id,
        ["tenant_id"] = pool.Tenant?.Id ?? 0,
        ["replica_type"] = pool.ReplicaType,
        ["CreateTime"] = GoTime.WriteStored(state.Stored.Show(pool.CreatedAt)),
        ["ModifyTime"] = GoTime.WriteStored(state.Stored.Show(pool.CreatedAt)),
    };

    private static Failure? CheckSizes(string name, string memory, string? logDisk, string? dataDisk)
    {
        if (name.Length == 0)
        {
            return Illegal("name", "Resource unit name is empty.");
        }

        if (ReadSize(memory) is null)
        {
            return Illegal("memory_size", memory);
        }

        if (logDisk is not null && ReadSize(logDisk) is null)
        {
            return Illegal("log_disk_size", logDisk);
        }

        return dataDisk is null ? null : Illegal("data_disk_size", "DATA_DISK_SIZE is only supported in shared storage mode.");
    }

    private static Failure? CheckCpu(double max, double? min) => (max, min) switch
    {
        ( <= 0, _) => Illegal("max_cpu", "max_cpu should be positive."),
        (_, <= 0) => Illegal("min_cpu", "min_cpu should be positive."),
        (_, { } least) when max < least => Illegal("min_cpu", "min_cpu should not be greater than max_cpu."),
        ( < 1, _) => Illegal("max_cpu", "min value is 1."),
        (_, < 1) => Illegal("min_cpu", "min value is 1."),
        _ => null,
    };

    private static Failure? CheckIops(long? max, long? min) => (max, min) switch
    {
        (_, <= 0) => Illegal("min_iops", "min_iops should be positive."),
        ( <= 0, _) => Illegal("max_iops", "max_iops should be positive."),
        ({ } maxOps, { } minOps) when maxOps < minOps => Illegal("min_iops", "min_iops should not be greater than max_iops."),
        _ => null,
    };

    private static Failure Illegal(string name, string message) => Failure.Of("Common.IllegalArgument", name, message);

    [GeneratedRegex("^([0-9]+)([KMGTP])B?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SizeForm();
}
