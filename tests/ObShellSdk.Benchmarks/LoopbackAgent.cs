using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ObShellSdk.Benchmarks;

/// <summary>Canned answers on a real socket, from a process of its own, so that only the client's work is measured.</summary>
internal static class LoopbackAgent
{
    /// <summary>Says where it listens and what its key is, and ends with its input.</summary>
    public static int Serve()
    {
        var answers = new CannedAnswers(1024);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine($"http://{listener.LocalEndpoint}");
        Console.WriteLine(Convert.ToBase64String(answers.PublicKey));
        new Thread(() => Accept(listener, answers)) { IsBackground = true }.Start();
        Console.ReadLine();
        return 0;
    }

    private static void Accept(TcpListener listener, CannedAnswers answers)
    {
        while (true)
        {
            Socket socket = listener.AcceptSocket();
            socket.NoDelay = true;
            new Thread(() => Answer(socket, answers)) { IsBackground = true }.Start();
        }
    }

    private static void Answer(Socket socket, CannedAnswers answers)
    {
        byte[] buffer = new byte[16 * 1024];
        int filled = 0;
        while (socket.Receive(buffer.AsSpan(filled)) is > 0 and var count)
        {
            filled += count;
            if (buffer.AsSpan(0, filled).EndsWith("\r\n\r\n"u8))
            {
                string path = Encoding.ASCII.GetString(buffer, 0, filled).Split(' ')[1];
                byte[] body = answers.To(path);
                string head = string.Create(
                    CultureInfo.InvariantCulture,
                    $"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nDate: {DateTimeOffset.UtcNow:R}\r\nContent-Length: {body.Length}\r\n\r\n");
                socket.Send([.. Encoding.ASCII.GetBytes(head), .. body]);
                filled = 0;
            }
        }
    }
}
