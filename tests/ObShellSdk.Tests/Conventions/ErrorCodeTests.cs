using System.Reflection;

namespace ObShellSdk.Tests.Conventions;

public sealed class ErrorCodeTests
{
    [Fact]
    public void Contains_knows_every_constant()
    {
        string[] codes = [.. typeof(ObShellErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];

        Assert.True(codes.Length > 300);
        Assert.All(codes, code => Assert.True(ObShellErrorCodes.Contains(code), code));
        Assert.False(ObShellErrorCodes.Contains("Agent.MadeUp"));
    }
}
