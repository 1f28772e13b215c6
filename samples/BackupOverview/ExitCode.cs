namespace BackupOverview;

internal static class ExitCode
{
    public const int Fine = 0;
    public const int Refused = 1;
    public const int Usage = 2;
    public const int NoAnswer = 3;
    public const int NotAnAgent = 4;
}
