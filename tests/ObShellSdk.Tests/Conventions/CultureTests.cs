using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using ObShellSdk.Backup;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Trust;

namespace ObShellSdk.Tests.Conventions;

/// <summary>Texts are the same in every culture, with other calendars, digits, separators and casing.</summary>
public sealed class CultureTests
{
    private static readonly DateTimeOffset _time = new(2026, 11, 30, 21, 58, 1, TimeSpan.FromHours(8));

    public static TheoryData<string> Cultures => ["th-TH", "ar-SA", "tr-TR", "de-DE", "fa-IR", "sv-SE"];

    [Fact]
    public void The_cultures_of_these_tests_are_those_of_ICU()
    {
        Assert.NotEqual(_time.ToString(CultureInfo.InvariantCulture), _time.ToString(new CultureInfo("th-TH")));
        Assert.Equal("1,5", 1.5.ToString(new CultureInfo("de-DE")));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void ToString_of_every_record_is_the_same(string culture)
    {
        Type[] records = [.. typeof(ObShellClient).Assembly.GetExportedTypes().Where(IsRecord)];
        var different = new List<string>();
        foreach (Type type in records)
        {
            object record = Fill(type.IsGenericTypeDefinition ? type.MakeGenericType(typeof(int)) : type);
            string expected = In("", record.ToString!)!;
            string shown = In(culture, record.ToString!)!;
            if (expected != shown)
            {
                different.Add($"{type.FullName}: {shown}");
            }
        }

        Assert.True(records.Length > 100);
        Assert.Empty(different);
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public async Task Messages_of_exceptions_and_logs_are_the_same(string culture)
    {
        (string[] Exceptions, string[] Logs) expected = await FailAsync("");

        (string[] Exceptions, string[] Logs) shown = await FailAsync(culture);

        Assert.Equal(expected.Exceptions, shown.Exceptions);
        Assert.Equal(expected.Logs, shown.Logs);
        Assert.Contains(shown.Exceptions, message => message.Contains("within 1.5 s", StringComparison.Ordinal));
    }

    /// <summary>Calls that fail, with texts that have fractions, durations and counts.</summary>
    private static async Task<(string[] Exceptions, string[] Logs)> FailAsync(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            var clock = new TestClock();
            await using FakeAgent agent = await TestClients.StartAgentAsync();
            agent.ClockOffset = TimeSpan.FromSeconds(-90.5);
            using var log = new LogLines();
            using ObShellClient client = TestClients.Connect(agent, options => (options.TimeProvider, options.LoggerFactory, options.Retry.MaxAttempts) = (clock, log, 1));
            await client.Backup.GetOverviewAsync("tenant1");
            agent.OnGet("/api/v1/tenant/tenant1/backup/overview").Hang();
            int asked = agent.Requests.Count;

            Task<TenantBackupOverview> call = client.Backup.GetOverviewAsync("tenant1", new ObShellCallOptions { Timeout = TimeSpan.FromSeconds(1.5) });
            await agent.WaitForRequestsAsync(asked + 1);
            clock.Advance(TimeSpan.FromSeconds(1.5));
            var late = await Assert.ThrowsAsync<ObShellTimeoutException>(() => call.WaitAsync(TestClients.Patience));
            var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new ObShellClient(new ObShellClientOptions { Endpoint = agent.Endpoint, HeaderLifetime = TimeSpan.FromDays(1.5) }));

            string port = $":{agent.Port}";
            string Anonymous(string text) => text.Replace(port, ":2886", StringComparison.Ordinal).Replace(agent.PublicKeyFingerprint, "key", StringComparison.Ordinal);
            return ([Anonymous(late.Message), Anonymous(refused.Message)], [.. log.All.Where(line => line.Id != 0).Select(line => line.Id).Distinct().Order().Select(id => $"{id}")]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static bool IsRecord(Type type) => !type.IsAbstract && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    private static T In<T>(string culture, Func<T> work)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>A record whose times, numbers and records have values that cultures write differently.</summary>
    private static object Fill(Type type, int depth = 0)
    {
        object record = type.GetConstructor(Type.EmptyTypes)?.Invoke(null) ?? RuntimeHelpers.GetUninitializedObject(type);
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.CanWrite && property.SetMethod!.IsPublic))
        {
            Type value = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            object? example =
                value == typeof(DateTimeOffset) ? _time
                : value == typeof(double) ? -1234.5
                : value == typeof(decimal) ? -1234.5m
                : value == typeof(long) ? 5L
                : value == typeof(int) ? 5
                : value == typeof(TimeSpan) ? TimeSpan.FromSeconds(1.5)
                : value == typeof(IReadOnlyList<string>) && property.IsDefined(typeof(RequiredMemberAttribute)) ? new[] { "name" }
                : depth < 2 && IsRecord(value) ? Fill(value, depth + 1)
                : null;
            if (example is null)
            {
                continue;
            }

            try
            {
                property.SetValue(record, example);
            }
            catch (TargetInvocationException refusal) when (refusal.InnerException is ArgumentException)
            {
                // Outside the range of that property, which keeps what it has.
                Assert.NotNull(refusal.InnerException);
            }
        }

        return record;
    }
}
