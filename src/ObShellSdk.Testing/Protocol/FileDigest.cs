using System.Text;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Protocol;

/// <summary>The digest, encrypted for this agent, that authenticates the upload of an unencrypted package instead of a password.</summary>
internal static class FileDigest
{
    public static Failure? Check(AgentState state, string sealedDigest, Upload upload)
    {
        if (state.EncryptionDisabled)
        {
            return null;
        }

        if (upload.File is not { } file)
        {
            return Failure.Of("Request.File.Missing", "file", upload.Error);
        }

        if (state.Key.Decrypt(sealedDigest) is not { } digest)
        {
            return Failure.Of("Common.Unauthorized", "the digest of the file cannot be decrypted");
        }

        return Encoding.UTF8.GetString(digest) == file.Sha256 ? null : Failure.Of("Security.Authentication.File.Sha256Mismatch");
    }
}
