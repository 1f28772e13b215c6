namespace ObShellSdk.Errors;

/// <summary>Recognizes the DAG that a call started.</summary>
internal interface IDagRecognizer;
