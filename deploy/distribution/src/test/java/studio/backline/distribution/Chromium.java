package studio.backline.distribution;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The browser of a journey: the Chromium of this machine, which phones nobody by itself. */
final class Chromium implements AutoCloseable {

    private static final List<String> QUIET =
            List.of(
                    "--no-sandbox",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        // Generous: on a busy machine a page may take its time, and nothing here measures it.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        BrowserType.LaunchOptions options =
                new BrowserType.LaunchOptions().setExecutablePath(executable()).setArgs(QUIET);
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    private static Path executable() {
        return Stream.of(
                        System.getProperty("backline.chromium", "/usr/bin/chromium"),
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "No Chromium on this machine. Install the package chromium,"
                                                + " or name one with -Dbackline.chromium."));
    }

    /** A window with cookies of its own. */
    Window window(WindowSize size, boolean dark) {
        return new Window(browser, size, dark);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
