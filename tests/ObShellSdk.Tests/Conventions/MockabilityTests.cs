using System.Reflection;
using ObShellSdk.Tenants;
using ObShellSdk.Workflows;

namespace ObShellSdk.Tests.Conventions;

/// <summary>Users can replace clients and operations in their tests.</summary>
public sealed class MockabilityTests
{
    public static TheoryData<Type> Types =>
    [
        .. typeof(ObShellClient).Assembly.GetExportedTypes().Where(type => type.Name.EndsWith("Client", StringComparison.Ordinal)),
        typeof(DagOperation), typeof(BackupOperation), typeof(RestoreOperation), typeof(Workflow<>),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_client_or_operation_can_be_derived_from_and_every_member_overridden(Type type)
    {
        Assert.False(type.IsSealed);
        Assert.Contains(type.GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance), constructor => constructor.IsFamily && constructor.GetParameters().Length == 0);
        Assert.All(
            type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.Name != nameof(IDisposable.Dispose)),
            method => Assert.True(method is { IsVirtual: true, IsFinal: false }, method.Name));
    }

    [Fact]
    public async Task A_derived_client_returns_what_the_test_chooses()
    {
        await using ObShellClient client = new FakeClient();

        Assert.Equal("tenant1", Assert.Single(await client.Tenants.ListAsync()).TenantName);
    }

    private sealed class FakeClient : ObShellClient
    {
        public override TenantClient Tenants { get; } = new FakeTenants();
    }

    private sealed class FakeTenants : TenantClient
    {
        public override Task<IReadOnlyList<TenantOverview>> ListAsync(
            TenantMode? mode = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<TenantOverview>>([new() { TenantName = "tenant1" }]);
    }
}
