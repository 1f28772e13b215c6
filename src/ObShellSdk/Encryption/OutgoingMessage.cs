namespace ObShellSdk.Encryption;

/// <summary>The message of an <see cref="OutgoingRequest"/>.</summary>
internal sealed class OutgoingMessage : HttpRequestMessage
{
    /// <param name="method">The verb.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="outgoing">What it carries.</param>
    /// <param name="isDirect">
    /// Whether no handler comes before <see cref="SealingHandler"/>. It then seals this very message, and needs no options: both save memory. Otherwise handlers may send the
    /// message more than once, or another one with its options, and each is sealed as a copy.
    /// </param>
    public OutgoingMessage(HttpMethod method, Uri target, OutgoingRequest outgoing, bool isDirect)
        : base(method, target)
    {
        if (isDirect)
        {
            Direct = outgoing;
        }
        else
        {
            Options.Set(OutgoingRequest.Key, outgoing);
        }
    }

    /// <summary>What it carries, if it is to be sealed itself; null if a copy is to be sealed.</summary>
    public OutgoingRequest? Direct { get; }
}
