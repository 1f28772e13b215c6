using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Contents;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Seeds;

/// <summary>Reads a tenant of a seed, with its contents and tasks.</summary>
internal static class TenantSeed
{
    private static readonly string[] _ended = ["COMPLETED", "FAILED", "CANCELED"];

    public static Action<SeedTarget> Read(SeedNode node)
    {
        var name = node.Name("name");
        Action<SeedTarget, FakeTenant>[] steps =
        [
            ReadSettings(node),
            .. ReadValues(node),
            .. node.List("databases", ReadDatabase) ?? [],
            .. node.List("users", ReadUser) ?? [],
            .. Some(node.Below("backup_config", ReadConfig), node.Below("last_backup", ReadBackup)),
            .. Some(
                node.Below("running_backup", job => ReadJob(job, (tenant, duration, progress) => tenant.WithRunningBackup(duration, progress))),
                node.Below("running_restore", job => ReadJob(job, (tenant, duration, progress) => tenant.WithRunningRestore(duration, progress)))),
        ];
        var zones = node.List("zone_list", ReadZone);
        return target =>
        {
            if (name == TenantList.SysName || target.State.Tenants.Find(name) is not null)
            {
                throw new ArgumentException($"{node.Path}: tenant '{name}' already exists.");
            }

            var tenant = zones is null ? target.State.Tenants.AddInAllZones(name) : target.State.Tenants.Add(name);
            Array.ForEach(zones ?? [], zone => zone(target, tenant));
            Array.ForEach(steps, step => step(target, tenant));
        };
    }

    private static IEnumerable<Action<SeedTarget, FakeTenant>> Some(params Action<SeedTarget, FakeTenant>?[] steps) => steps.OfType<Action<SeedTarget, FakeTenant>>();

    /// <summary>Reads the settings. The mode comes first, because a new one empties the tenant.</summary>
    private static Action<SeedTarget, FakeTenant> ReadSettings(SeedNode node)
    {
        var (mode, status, isLocked) = (node.Word("mode", TenantSettings.MySql, TenantSettings.Oracle), node.Text("status"), node.Flag("locked"));
        var (password, kept) = (node.Text("root_password"), node.Text("kept_root_password"));
        var (primaryZone, comment) = (node.Text("primary_zone"), node.Text("comment"));
        return (_, tenant) =>
        {
            tenant.Mode = mode ?? tenant.Mode;
            tenant.Status = status ?? tenant.Status;
            tenant.IsLocked = isLocked ?? false;
            (tenant.RootPassword, tenant.KeptRootPassword) = (password ?? "", kept);
            tenant.Settings.PrimaryZone = primaryZone ?? tenant.Settings.PrimaryZone;
            tenant.Settings.Comment = comment ?? "";
        };
    }

    private static Action<SeedTarget, FakeTenant> ReadZone(SeedNode node)
    {
        var (name, unit) = (node.Name("name"), node.Name("unit_config_name"));
        var unitNum = (int)(node.Whole("unit_num", 1, int.MaxValue) ?? 1);
        var type = node.Word("replica_type", Replica.Full, Replica.ReadOnly) ?? Replica.Full;
        return (target, tenant) =>
        {
            var (zone, size) = (target.Zone(name, node.PathOf("name")), target.Unit(unit, node.PathOf("unit_config_name")));
            tenant.Settings.Replicas.Add(new Replica(zone, type));
            target.Cluster.Units.AddPool($"{tenant.Name}_{zone}", zone, size, unitNum, type, tenant);
        };
    }

    private static IEnumerable<Action<SeedTarget, FakeTenant>> ReadValues(SeedNode node)
    {
        foreach (var (name, value, path) in node.Map("parameters"))
        {
            yield return ParameterCatalogue.Find(name) is { IsOfTenants: true }
                ? (_, tenant) => tenant.Settings.Parameters[name] = value
                : throw SeedNode.Fault(path, "must be a tenant parameter that the fake agent has");
        }

        foreach (var (name, value, path) in node.Map("variables"))
        {
            yield return VariableCatalogue.Find(name) is not null
                ? (_, tenant) => tenant.Settings.Variables[name] = value
                : throw SeedNode.Fault(path, "must be a variable that the fake agent has");
        }
    }

    private static Action<SeedTarget, FakeTenant> ReadDatabase(SeedNode node)
    {
        var (name, collation, isReadOnly) = (node.Name("db_name"), node.Text("collation"), node.Flag("read_only"));
        return (target, tenant) =>
        {
            if (tenant.Contents.FindDatabase(name) is not { } database)
            {
                database = new TenantDatabase(name, target.Now);
                tenant.Contents.Databases.Add(database);
            }

            database.Collation = collation ?? database.Collation;
            database.IsReadOnly = isReadOnly ?? false;
        };
    }

    private static Action<SeedTarget, FakeTenant> ReadUser(SeedNode node)
    {
        var (name, isLocked) = (node.Name("user_name"), node.Flag("locked"));
        var everywhere = node.Texts("global_privileges");
        var onDatabases = node.List("db_privileges", grant => (Database: grant.Name("db_name"), Privileges: grant.Texts("privileges"))) ?? [];
        return (target, tenant) =>
        {
            if (tenant.Contents.FindUser(name) is not null)
            {
                throw new ArgumentException($"{node.Path}: user '{name}' already exists.");
            }

            var user = new Grantee(name, target.Now) { IsLocked = isLocked ?? false };
            user.SetPrivileges(everywhere.Select(privilege => privilege.Text));
            foreach (var (database, privileges) in onDatabases)
            {
                user.OnDatabases[database] = Grantee.Normalise(privileges.Select(privilege => privilege.Text));
            }

            tenant.Contents.Users.Add(user);
        };
    }

    private static Action<SeedTarget, FakeTenant> ReadConfig(SeedNode node)
    {
        var (data, archive) = (SeedReader.ReadPlace(node, "data_base_uri"), SeedReader.ReadPlace(node, "archive_base_uri"));
        return (_, tenant) => tenant.WithBackupConfig(data, archive);
    }

    private static Action<SeedTarget, FakeTenant> ReadBackup(SeedNode node)
    {
        var (status, comment, result) = (node.Text("status"), node.Text("comment"), node.Whole("result", long.MinValue));
        var (start, end) = (node.Moment("start_timestamp"), node.Moment("end_timestamp"));
        var (input, output) = (node.Whole("input_bytes", 0), node.Whole("output_bytes", 0));
        var (blocks, finishedBlocks) = (node.Whole("macro_block_count", 0), node.Whole("finish_macro_block_count", 0));
        var (encryption, path) = (node.Text("encryption_mode"), node.Text("path"));
        return (target, tenant) =>
        {
            var task = new FakeBackupTask();
            task.Status = status ?? task.Status;
            (task.Comment, task.Result) = (comment ?? task.Comment, result ?? task.Result);
            task.StartTimestamp = start is null ? task.StartTimestamp : target.State.Stored.Show(start(target.Now));
            task.EndTimestamp = !_ended.Contains(task.Status, StringComparer.Ordinal) ? null : end is null ? task.EndTimestamp : target.State.Stored.Show(end(target.Now));
            (task.InputBytes, task.OutputBytes) = (input ?? task.InputBytes, output ?? task.OutputBytes);
            (task.MacroBlockCount, task.FinishMacroBlockCount) = (blocks ?? task.MacroBlockCount, finishedBlocks ?? task.FinishMacroBlockCount);
            (task.EncryptionMode, task.Path) = (encryption ?? task.EncryptionMode, path ?? tenant.Backups.DataUri?.Shown ?? task.Path);
            tenant.BackupTask = task;
        };
    }

    private static Action<SeedTarget, FakeTenant> ReadJob(SeedNode node, Action<FakeTenant, TimeSpan, double> start)
    {
        var seconds = node.Number("duration_seconds", 0.001, 1e9) ?? throw node.FaultIn("duration_seconds", "is required");
        var progress = node.Number("progress", 0, 1) ?? 0;
        return (_, tenant) => start(tenant, TimeSpan.FromSeconds(seconds), progress);
    }
}
