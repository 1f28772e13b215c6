
namespace ObShellSdk.Agents;

internal sealed record SetAgentPasswordRequest
{
    public required Secret Password { get; init; }
}
