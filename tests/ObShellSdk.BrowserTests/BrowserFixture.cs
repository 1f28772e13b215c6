using Microsoft.Playwright;

namespace ObShellSdk.BrowserTests;

/// <summary>A headless Chromium of the system, and a board with its embedded clusters.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private RunningBoard? _board;

    /// <summary>Where the pictures are stored.</summary>
    public static string Pictures { get; } = Path.Combine(AppContext.BaseDirectory, "screenshots");

    public Uri Board => _board!.Address;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)RunningBoard.Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        _board = await RunningBoard.StartAsync();
    }

    /// <summary>Opens a board in a browser that knows nothing yet, and waits until it shows live data.</summary>
    public async Task<IPage> OpenAsync(Uri? board = null, ColorScheme colors = ColorScheme.Light)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = colors, TimezoneId = "Europe/Berlin", Locale = "en-GB", ViewportSize = new ViewportSize { Width = 1100, Height = 940 },
        });
        context.SetDefaultTimeout((float)RunningBoard.Patience.TotalMilliseconds);
        IPage page = await context.NewPageAsync();
        await page.GotoAsync((board ?? Board).AbsoluteUri);
        await page.GetByText("Live", new PageGetByTextOptions { Exact = true }).WaitForAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_board is not null)
        {
            await _board.DisposeAsync();
        }

        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
