namespace ObShellSdk.Testing.Faults;

/// <summary>How the body of a response is sent.</summary>
internal abstract record Delivery
{
    /// <summary>Sends the first bytes as if they were the whole body.</summary>
    public sealed record Truncated(int Bytes) : Delivery;

    /// <summary>Announces the whole body and drops the connection after some bytes; null for half of them.</summary>
    public sealed record Dropped(int? Bytes) : Delivery;

    public sealed record ByteByByte(TimeSpan Pause) : Delivery;

    public sealed record ContentLength(int Bytes) : Delivery;

    public sealed record Padded(long Bytes) : Delivery;
}
