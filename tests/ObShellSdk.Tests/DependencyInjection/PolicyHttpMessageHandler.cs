// The name of the handler in Microsoft.Extensions.Http.Polly, which the library knows it by.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.Http;
#pragma warning restore IDE0130

internal sealed class PolicyHttpMessageHandler : DelegatingHandler;
