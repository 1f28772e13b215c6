using System.Net;
using System.Reflection;
using System.Text.Json;
using ObShellSdk.Tasks;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Conventions;

/// <summary>Users' tests construct the exceptions that the client throws.</summary>
public sealed class ExceptionTests
{
    public static TheoryData<Type> Exceptions => [.. typeof(ObShellException).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(ObShellException)) && !type.IsAbstract)];

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Exception_has_a_public_constructor_of_message_and_cause(Type type)
    {
        ConstructorInfo constructor = Assert.Single(type.GetConstructors());
        object?[] arguments = [.. constructor.GetParameters().Select((parameter, index) => index < 2 ? null : parameter.DefaultValue)];
        (arguments[0], arguments[1]) = ("out of order", new TimeoutException("late"));
        var exception = (ObShellException)constructor.Invoke(arguments);

        Assert.Equal(("out of order", "late"), (exception.Message, exception.InnerException!.Message));
        Assert.All(type.GetProperties(), property => Assert.True(
            property.GetValue(exception) is not null || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable || property.DeclaringType == typeof(Exception), property.Name));
    }

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Members_of_an_exception_can_be_set_by_an_initializer(Type type)
    {
        string[] derived = [nameof(ObShellException.IsTransient), nameof(ObShellApiException.Code), nameof(DagFailedException.MayHoldLock)];
        Assert.All(
            type.GetProperties().Where(property => property.DeclaringType != typeof(Exception) && !derived.Contains(property.Name)),
            property => Assert.True(property.SetMethod is { IsPublic: true }, property.Name));
    }

    [Fact]
    public void Constructed_exceptions_say_what_an_initializer_sets()
    {
        var refused = new ObShellApiException("refused") { StatusCode = HttpStatusCode.BadRequest, Error = new ApiError { ErrCode = ObShellErrorCodes.TenantNotExist }, TraceId = "t", Route = "GET /x" };
        var failed = new DagFailedException("failed") { Dag = new DagDetail { Id = "47" }, Outcome = DagOutcome.RolledBack, ErrorText = "no space" };
        var broken = new ObShellTransportException("broken") { Attempts = 3, Reason = ConnectionFailureReason.NotConnected, MayHaveRun = true };

        Assert.Equal((ObShellErrorCodes.TenantNotExist, false, "t", "GET /x"), (refused.Code, refused.IsTransient, refused.TraceId, refused.Route));
        Assert.Equal(("47", DagOutcome.RolledBack, "no space"), (failed.Dag.Id, failed.Outcome, failed.ErrorText));
        Assert.Equal((3, ConnectionFailureReason.NotConnected, true, true), (broken.Attempts, broken.Reason, broken.MayHaveRun, broken.IsTransient));
        Assert.False(new ObShellTransportException("untrusted", null, isTransient: false) { Reason = ConnectionFailureReason.CertificateAuthority }.IsTransient);
        Assert.Equal(DagOutcome.Failed, new DagFailedException("failed").Outcome);
        Assert.Equal(ConnectionFailureReason.Timeout, new ObShellTimeoutException("late").Reason);
    }

    [Fact]
    public async Task FindStartedAsync_takes_a_constructed_exception_whose_start_was_kept_as_JSON()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        var start = new LostStart { DagNames = ["Obcluster start full backup for tenant1"], TenantName = "tenant1", Kind = LostStartKind.Backup, LastDagId = 4 };

        Assert.NotNull(await client.Backup.FindStartedAsync(Kept(start)));
        Assert.Null(await client.Backup.FindStartedAsync(Kept(start with { LastJobIds = new Dictionary<long, long> { [1002] = 10_000 } })));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.Tasks.FindStartedAsync(Kept(start)));

        static ObShellTimeoutException Kept(LostStart start) =>
            new("late") { MayHaveRun = true, LostStart = JsonSerializer.Deserialize<LostStart>(JsonSerializer.Serialize(start)) };
    }
}
