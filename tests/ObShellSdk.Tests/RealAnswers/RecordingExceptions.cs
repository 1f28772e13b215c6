namespace ObShellSdk.Tests.RealAnswers;

/// <summary>Recorded responses that the fake does not have, each for a reason. The contract test fails when one of them does match.</summary>
internal sealed record RecordingExceptions(string Route, Func<RecordedLine, bool> Where, string Reason)
{
    public static readonly RecordingExceptions[] All =
    [
        new("PUT /tenant/tenant1/databases/d1", line => line.ErrCode == "MySQL.Error", "The simulated database of the recording does not know the statement; OceanBase does."),
        new("GET /tenant/tenant1/objects", line => line.ErrCode == "MySQL.Error", "The simulated database of the recording lacks the view; OceanBase has it."),
        new("POST /obcluster/inspection", line => line.ErrCode == "Environment.Obdiag.NotAvailable", "The recorded host had no obdiag; the fake's host has it."),
        new("POST /tenant", line => line.ErrCode == "OB.Tenant.SetScenario.NotSupported", "The recorded observer knows no scenarios; the fake's observers do."),
    ];

    public bool Covers(RecordedLine line) => $"{line.Method} {line.Path}" == Route && Where(line);
}
