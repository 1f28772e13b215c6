using ObShellSdk.Testing;
using Xunit;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeActionTests
{
    public static TheoryData<string, Func<FakeAction>> InvalidActions => new()
    {
        { "Hang must be the last step of an action, but Execute follows it.", () => FakeAction.Hang().Then(FakeAction.Execute()) },
        { "DropConnection must be the last step of an action, but Delay follows it.", () => FakeAction.DropConnection().Then(FakeAction.Delay(TimeSpan.Zero)) },
        { "Restart must be the last step of an action, but Hang follows it.", () => FakeAction.Restart().Then(FakeAction.Hang()) },
        { "Respond must be the last step of an action, but DropConnection follows it.", () => FakeAction.Respond(FakeResponse.FromAgent).Then(FakeAction.DropConnection()) },
        { "RotateKey must be the first step of an action, but it follows Delay.", () => FakeAction.Delay(TimeSpan.Zero).Then(FakeAction.RotateKey()) },
        { "An action must contain Execute at most once, but it was added twice.", () => FakeAction.Execute().Then(FakeAction.Delay(TimeSpan.Zero)).Then(FakeAction.Execute()) },
    };

    [Theory]
    [MemberData(nameof(InvalidActions), DisableDiscoveryEnumeration = true)]
    public void Then_throws_for_steps_that_do_not_fit_together(string message, Func<FakeAction> create)
    {
        var error = Assert.Throws<InvalidOperationException>(create);

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Then_keeps_the_order_and_changes_neither_action()
    {
        FakeAction execute = FakeAction.Execute();

        FakeAction joined = FakeAction.RotateKey().Then(FakeAction.Delay(TimeSpan.Zero).Then(execute)).Then(FakeAction.DropConnection());

        Assert.Equal(("RotateKey, Delay, Execute, DropConnection", "Execute"), (joined.ToString(), execute.ToString()));
    }

    [Fact]
    public void Delay_must_not_be_negative()
        => Assert.Throws<ArgumentOutOfRangeException>(() => FakeAction.Delay(TimeSpan.FromTicks(-1)));
}
