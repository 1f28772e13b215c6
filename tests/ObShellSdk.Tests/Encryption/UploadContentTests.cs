using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ObShellSdk.Encryption;

namespace ObShellSdk.Tests.Encryption;

/// <summary>What is encrypted piece by piece is what would have been encrypted as a whole, wherever the file ends.</summary>
public sealed class UploadContentTests
{
    private const int Piece = 48 * 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(Piece)]
    [InlineData(3 * Piece)]
    public async Task Files_of_every_length_around_the_end_of_a_piece_arrive_as_they_are(int most)
    {
        byte[] keys = RandomNumberGenerator.GetBytes(32);
        for (int length = Math.Max(1, most - 400); length <= most + 20; length++)
        {
            byte[] file = RandomNumberGenerator.GetBytes(length);
            var body = new UploadBody(new MemoryStream(file), "a.rpm", null, null);
            byte[] plain = await ReadAsync(body, null);
            byte[] text = await ReadAsync(body, keys);

            Assert.Equal(body.Length, plain.Length);
            Assert.True(Expected(body, file).AsSpan().SequenceEqual(plain));
            using Aes aes = Aes.Create();
            aes.Key = keys[..16];
            Assert.True(aes.DecryptCbc(Convert.FromBase64String(Encoding.ASCII.GetString(text)), keys[16..]).AsSpan().SequenceEqual(plain));
            Assert.Equal(Base64.GetMaxEncodedToUtf8Length(((plain.Length / 16) + 1) * 16), text.Length);
        }
    }

    private static async Task<byte[]> ReadAsync(UploadBody body, byte[]? keys)
    {
        var attempt = new OutgoingRequest { Upload = body };
        using var content = new UploadContent(body, keys is null ? null : [.. keys], attempt, TimeProvider.System);
        long? announced = content.Headers.ContentLength;
        byte[] bytes = await content.ReadAsByteArrayAsync();
        Assert.Equal(announced, bytes.Length);
        Assert.True(attempt.BodyEnded);
        return bytes;
    }

    private static byte[] Expected(UploadBody body, byte[] file)
    {
        string boundary = body.ContentType.Split('=')[1];
        return
        [
            .. Encoding.UTF8.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.rpm\"\r\nContent-Type: application/octet-stream\r\n\r\n"),
            .. file,
            .. Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n"),
        ];
    }
}
