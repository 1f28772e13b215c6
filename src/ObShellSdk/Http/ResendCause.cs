namespace ObShellSdk.Http;

/// <summary>Why a request was refused before anything happened, and is sent again with a new header.</summary>
[Flags]
internal enum ResendCause
{
    Key = 1,
    Clock = 2,
    HeaderKind = 4,
    Version = 8,
    Session = 16,
}
