using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;

namespace ObShellSdk.Samples;

/// <summary>From arguments to an exit code: wrong usage is reported on the error output, and never with a value that may be secret.</summary>
public static class SampleCommand
{
    public static async Task<int> RunAsync(RootCommand root, string[] args, Func<ParseResult, Task<int>> run, params string[] examples)
    {
        // A password may begin with @, which would else name a file of arguments.
        ParseResult result = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.UnmatchedTokens.Count > 0)
        {
            // The value of an unknown option is told with it.
            string[] unknown = [.. result.UnmatchedTokens.Where(IsOption)];
            return Usage(root, string.Join(Environment.NewLine, (unknown.Length > 0 ? unknown : result.UnmatchedTokens).Select(Stray).Distinct()));
        }

        if (result.Errors.Count > 0)
        {
            return Usage(root, string.Join(Environment.NewLine, result.Errors.Select(error => error.Message)));
        }

        if (result.Action is not null)
        {
            int code = await result.InvokeAsync();
            if (result.Action is HelpAction && examples.Length > 0)
            {
                Console.Out.WriteLine("Examples:");
                Array.ForEach(examples, example => Console.Out.WriteLine($"  {root.Name} {example}".TrimEnd()));
            }

            return code;
        }

        try
        {
            return await run(result);
        }
        catch (ArgumentException exception)
        {
            return Usage(root, exception.Message);
        }
    }

    /// <summary>A number of seconds.</summary>
    public static TimeSpan ReadSeconds(string option, string text, int most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds >= 0.01 && seconds <= most
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentException($"{option} takes a number of seconds from 0.01 to {most}.");

    /// <summary>A place of backups. It may hold access keys, so it is never repeated.</summary>
    public static StorageUri? ReadPlace(string option, string? text) =>
        text is null ? null
        : StorageUri.TryParse(text, out StorageUri? place) ? place
        : throw new ArgumentException($"{option} takes a place such as file:///backup/data or 'oss://bucket/path?host=...&access_id=...&access_key=...' (s3:// likewise; cos:// with appid=... too).");

    private static bool IsOption(string token) => token.StartsWith("--", StringComparison.Ordinal);

    private static string Stray(string token) => IsOption(token)
        ? $"There is no option {token.Split('=')[0]}."
        : "There is a value that belongs to no option: quote values with blanks or '&' in them.";

    private static int Usage(RootCommand root, string problem)
    {
        Console.Error.WriteLine(problem);
        Console.Error.WriteLine($"Run '{root.Name} --help' for options and examples.");
        return ExitCode.Usage;
    }
}
