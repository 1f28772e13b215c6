using System.Text.Json.Serialization;
using ObShellSdk.Http;

namespace ObShellSdk.SignIn;

[JsonSerializable(typeof(LogOutRequest))]
[JsonSerializable(typeof(Secret))]
internal sealed partial class SignInJson : JsonSerializerContext;
