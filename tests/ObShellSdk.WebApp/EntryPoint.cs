namespace ObShellSdk.WebApp;

/// <summary>Stands for the application in the tests, among whose references there are several classes named Program.</summary>
public sealed class EntryPoint;
