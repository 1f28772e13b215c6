using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Credentials;

[JsonSerializable(typeof(Credential))]
[JsonSerializable(typeof(CreateCredentialRequest))]
[JsonSerializable(typeof(ChangeCredentialRequest))]
[JsonSerializable(typeof(ValidateCredentialRequest))]
[JsonSerializable(typeof(ValidationResult))]
[JsonSerializable(typeof(ListContents<ValidationResult>))]
[JsonSerializable(typeof(CredentialIds))]
[JsonSerializable(typeof(CredentialEncryptionKey))]
[JsonSerializable(typeof(Page<Credential>))]
internal sealed partial class CredentialJson : JsonSerializerContext;
