
namespace ObShellSdk.Samples;

/// <summary>The exit codes of all samples. Where several would fit, the highest one counts.</summary>
public static class ExitCode
{
    public const int Fine = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int NoAnswer = 3;
    public const int NotAnAgent = 4;
    public const int Interrupted = 130;

    public static int Of(ObShellException failure) => failure switch
    {
        ObShellProtocolException => NotAnAgent,
        ObShellTransportException => NoAnswer,
        _ => Failed,
    };
}
