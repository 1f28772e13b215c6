using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ObShellSdk.Testing;

namespace ObShellSdk.BrowserTests;

/// <summary>The page of samples/BackupBoard in a browser.</summary>
public sealed class BackupBoardTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly string[] _tenants = ["customers in east", "inventory in east", "orders in east", "archive in west", "reporting in west"];

    [Fact]
    public async Task A_click_on_back_up_now_shows_the_progress_and_then_the_result()
    {
        IPage page = await browser.OpenAsync();
        ILocator row = Row(page, "reporting");
        await Expect(row.GetByText("Overdue")).ToBeVisibleAsync();

        await Button(page, "Back up now (reporting in west)").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Backup of reporting in west" })).ToHaveAttributeAsync("value", new Regex("^[1-9]"));
        await Expect(row.GetByText(new Regex(@"^\d+ %"))).ToBeVisibleAsync();
        await TakePictureAsync(page, "running-light");
        await Expect(page.Locator("#announcements")).ToHaveTextAsync("Backup of reporting in west: completed.");

        await Expect(row.GetByText("Completed")).ToBeVisibleAsync();
        await Expect(row.GetByText("just now")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Backup of reporting in west" })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_backup_that_another_program_started_is_followed()
    {
        IPage page = await browser.OpenAsync();

        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Backup of customers in east" })).ToHaveAttributeAsync("value", new Regex("^[1-9]"));
        await Expect(Row(page, "customers").GetByText("Completed")).ToBeVisibleAsync();
        await Expect(Button(page, "Backing up… (customers in east)")).ToHaveAttributeAsync("aria-disabled", "true");
    }

    [Fact]
    public async Task A_refused_backup_shows_the_reason_in_its_row()
    {
        IPage page = await browser.OpenAsync();

        await Button(page, "Back up now (archive in west)").ClickAsync();

        await Expect(Row(page, "archive").GetByText("Set the backup configuration first")).ToBeVisibleAsync();
        await Expect(page.Locator("#announcements")).ToContainTextAsync("The backup of archive in west was not started.");
    }

    [Fact]
    public async Task The_keyboard_reaches_everything_and_checks_a_restore()
    {
        IPage page = await browser.OpenAsync();
        await Expect(Button(page, "Check restore (orders in east)")).ToBeVisibleAsync();

        await TabToAsync(page, "Check restore (orders in east)");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Date and time")).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Tenant", new() { Exact = true })).ToHaveValueAsync("""["east","orders"]""");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Answer(page)).ToHaveTextAsync(new Regex("^Yes: orders in east can be restored to "));

        await page.GetByLabel("Date and time").FillAsync("2001-01-01T00:00:30");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Answer(page)).ToHaveTextAsync(new Regex("^No: the nearest time that orders in east can be restored to is "));
    }

    [Fact]
    public async Task Every_control_has_a_name_of_its_own()
    {
        IPage page = await browser.OpenAsync();
        foreach (string tenant in _tenants)
        {
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = $"({tenant})" })).ToHaveCountAsync(2);
        }

        await Expect(page.GetByText("Fake agents")).ToHaveCountAsync(2);
        string[] names = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll("button, input, select")].map(control => (control.labels?.[0] ?? control).textContent.trim())
            """);

        Assert.DoesNotContain("", names);
        Assert.Distinct(names);
        Assert.Equal(2, await page.GetByRole(AriaRole.Table, new() { NameRegex = new Regex("^Cluster (east|west)$") }).CountAsync());
        Assert.Equal(_tenants.Length, await page.GetByRole(AriaRole.Rowheader).CountAsync());
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_has_a_contrast_of_at_least_4_5(ColorScheme colors)
    {
        IPage page = await browser.OpenAsync(colors: colors);
        await Expect(Row(page, "inventory").GetByText("Failed")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Backup of customers in east" })).ToHaveAttributeAsync("value", new Regex("^[1-9]"));
        await Button(page, "Check").ClickAsync();
        await Expect(Answer(page)).ToHaveTextAsync(new Regex("^Yes: "));
        await TakePictureAsync(page, colors == ColorScheme.Light ? "light" : "dark");

        string[] faint = await page.EvaluateAsync<string[]>("""
            () => {
              const numbers = color => color.match(/[\d.]+/g).map(Number);
              const luminance = color => numbers(color).slice(0, 3).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const isClear = color => numbers(color)[3] === 0;
              const back = element => { const color = getComputedStyle(element).backgroundColor; return isClear(color) && element.parentElement ? back(element.parentElement) : color; };
              const texts = [...document.querySelectorAll("body *")].filter(element => element.checkVisibility() && [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()));
              return texts.flatMap(element => {
                const [light, dark] = [luminance(getComputedStyle(element).color), luminance(back(element))].sort((a, b) => b - a);
                const contrast = (light + 0.05) / (dark + 0.05);
                return contrast < 4.5 ? [`${element.textContent}: ${contrast.toFixed(1)}`] : [];
              });
            }
            """);

        Assert.Empty(faint);
    }

    [Fact]
    public async Task A_narrow_window_keeps_the_table_and_needs_no_scrolling_sideways()
    {
        IPage page = await browser.OpenAsync();
        await Expect(Row(page, "inventory").GetByText("Failed")).ToBeVisibleAsync();

        await page.SetViewportSizeAsync(390, 844);
        await TakePictureAsync(page, "narrow");

        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"));
        await Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(_tenants.Length);
    }

    [Fact]
    public async Task A_configured_cluster_is_shown_without_any_of_its_secrets()
    {
        const string password = "Secret-of-root", accessKey = "SecretAccessKey";
        const string data = "oss://bucket/shop/data?host=oss.example", logs = "oss://bucket/shop/logs?host=oss.example";
        await using FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = password });
        agent.AddTenant("shop").WithBackupConfig($"{data}&access_id=id&access_key={accessKey}", $"{logs}&access_id=id&access_key={accessKey}");
        agent.AddRestoreSource(data, "shop").WithWindow(DateTimeOffset.UtcNow.AddDays(-7), DateTimeOffset.UtcNow.AddDays(1));
        await using RunningBoard board = await RunningBoard.StartAsync(
            ("Clusters:prod:Endpoint", agent.Endpoint.OriginalString), ("Clusters:prod:Password", password), ("StorageKeys:prod", $"access_id=id&access_key={accessKey}"));
        IPage page = await browser.OpenAsync(board.Address);
        await Expect(Row(page, "shop").GetByText("Never")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Cluster prod" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Fake agents")).ToBeHiddenAsync();

        await Button(page, "Check").ClickAsync();
        await Expect(Answer(page)).ToHaveTextAsync(new Regex("^Yes: shop in prod"));

        agent.Password = "changed";
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("password");
        string[] seen = [await page.ContentAsync(), await ReadStateAsync(board.Address)];
        Assert.All(seen, text => Assert.False(text.Contains(password, StringComparison.Ordinal) || text.Contains(accessKey, StringComparison.Ordinal)));
        Assert.Contains($"access_key={accessKey}", agent.RequestsTo(HttpMethod.Get, "/api/v1/restore/windows")[0].RevealBody(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_start_a_backup()
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(browser.Board, "api/clusters/east/tenants/orders/backup")) { Headers = { { "Sec-Fetch-Site", "cross-site" } } };

        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, response.StatusCode);
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static ILocator Row(IPage page, string tenant) => page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = tenant, Exact = true }) });

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Answer(IPage page) => page.Locator("#restore-answer");

    /// <summary>Presses Tab until the button has the focus, and wants to see that it has.</summary>
    private static async Task TabToAsync(IPage page, string name)
    {
        for (int presses = 0; presses < 50; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.NotEqual("none", await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle"));
            if (await page.EvaluateAsync<string>("() => document.activeElement.textContent") == name)
            {
                return;
            }
        }

        Assert.Fail($"Tab does not reach '{name}'.");
    }

    private static async Task TakePictureAsync(IPage page, string name)
    {
        byte[] picture = await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(BrowserFixture.Pictures, name + ".png"), FullPage = true });
        Assert.InRange(picture.Length, 10_000, int.MaxValue);
    }

    /// <summary>The first event that the browser gets.</summary>
    private static async Task<string> ReadStateAsync(Uri board)
    {
        using var client = new HttpClient { Timeout = RunningBoard.Patience };
        using var reader = new StreamReader(await client.GetStreamAsync(new Uri(board, "api/clusters"), TestContext.Current.CancellationToken));
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
    }
}
