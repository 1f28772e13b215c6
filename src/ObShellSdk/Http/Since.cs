namespace ObShellSdk.Http;

/// <summary>The releases of obshell that brought operations. Each operation names its own, so that an error can say what an older agent lacks.</summary>
internal static class Since
{
    public static readonly Version V4_2_3 = new(4, 2, 3);
    public static readonly Version V4_2_4 = new(4, 2, 4);
    public static readonly Version V4_2_5 = new(4, 2, 5);
    public static readonly Version V4_2_6 = new(4, 2, 6);
    public static readonly Version V4_3_0 = new(4, 3, 0);
    public static readonly Version V4_3_1 = new(4, 3, 1);
    public static readonly Version V4_3_2 = new(4, 3, 2);
    public static readonly Version V4_4_0 = new(4, 4, 0);
    public static readonly Version V4_4_1 = new(4, 4, 1);
    public static readonly Version V4_4_2 = new(4, 4, 2);
}
