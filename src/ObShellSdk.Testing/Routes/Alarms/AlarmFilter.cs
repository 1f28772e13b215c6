using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State.Services;

namespace ObShellSdk.Testing.Routes.Alarms;

/// <summary>The filter of lists of alerts, silencers and rules; empty members match everything.</summary>
internal sealed record AlarmFilter(string Severity, string InstanceType, AlarmInstance? Instance, long From, long To, string Keyword)
{
    public static (AlarmFilter? Filter, Failure? Failure) Read(Call call)
    {
        var body = RequestBody.Read(call.NegotiatedBody);
        var filter = new AlarmFilter(
            body.Text("severity") ?? "",
            body.Text("instance_type") ?? "",
            body.Object("instance") is { } instance ? ReadInstance(instance) : null,
            body.Integer("start_time") ?? 0,
            body.Integer("end_time") ?? 0,
            body.Text("keyword") ?? "");
        return body.Failure is { } failure ? (null, failure) : (filter, null);
    }

    public static AlarmInstance ReadInstance(RequestBody body) => new(
        body.Text("type") ?? "",
        body.Text(AlarmInstance.OfCluster),
        body.Text(AlarmInstance.OfZone),
        body.Text(AlarmInstance.OfServer),
        body.Text(AlarmInstance.OfTenant));

    public bool AdmitsSeverity(string severity) => Severity.Length == 0 || Severity == severity;

    public bool AdmitsType(string type) => InstanceType.Length == 0 || InstanceType == type;

    public bool AdmitsText(params string[] texts) => Keyword.Length == 0 || Array.Exists(texts, text => text.Contains(Keyword, StringComparison.Ordinal));

    public bool AdmitsStart(long start) => (From == 0 || From <= start) && (To == 0 || start <= To);
}
