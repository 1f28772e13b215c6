namespace ObShellSdk.Testing.Faults;

/// <summary>One step of a <see cref="FakeAction"/>.</summary>
internal abstract record ActionStep
{
    public virtual bool IsEnding => false;

    public string Name => GetType().Name;

    public sealed record Delay(TimeSpan Time) : ActionStep;

    public sealed record RotateKey : ActionStep;

    public sealed record Execute : ActionStep;

    public sealed record Respond(FakeResponse Response) : ActionStep
    {
        public override bool IsEnding => true;
    }

    public sealed record DropConnection : ActionStep
    {
        public override bool IsEnding => true;
    }

    public sealed record Hang : ActionStep
    {
        public override bool IsEnding => true;
    }

    public sealed record Restart(bool NewKey) : ActionStep
    {
        public override bool IsEnding => true;
    }
}
