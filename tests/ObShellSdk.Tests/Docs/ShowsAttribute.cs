namespace ObShellSdk.Tests.Docs;

/// <summary>Put on a test that would fail if the promise were broken.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ShowsAttribute(Promise promise) : Attribute
{
    public Promise Promise { get; } = promise;
}

/// <summary>Where and in which words a promise stands.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class WordingAttribute(string table, string text) : Attribute
{
    public string Table { get; } = table;

    public string Text { get; } = text;
}
