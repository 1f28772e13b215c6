namespace ObShellSdk.Tests.Docs;

/// <summary>Put on a test that would fail if the promise were broken.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ShowsAttribute(Promise promise) : Attribute
{
    public Promise Promise { get; } = promise;
}

/// <summary>The list that a promise belongs to, and its text.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class WordingAttribute(string table, string text) : Attribute
{
    public string Table { get; } = table;

    public string Text { get; } = text;
}
