using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.SshCredentials;

[JsonSerializable(typeof(SshCredential))]
[JsonSerializable(typeof(CreateSshCredentialRequest))]
[JsonSerializable(typeof(UpdateSshCredentialRequest))]
[JsonSerializable(typeof(ValidateSshCredentialRequest))]
[JsonSerializable(typeof(CredentialValidationResult))]
[JsonSerializable(typeof(ListContents<CredentialValidationResult>))]
[JsonSerializable(typeof(CredentialIds))]
[JsonSerializable(typeof(CredentialEncryptionKey))]
[JsonSerializable(typeof(Page<SshCredential>))]
internal sealed partial class CredentialJson : JsonSerializerContext;
