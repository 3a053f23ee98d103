package studio.backline.distribution;

import static java.util.stream.Collectors.toSet;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final List<ProcessHandle> processes;

    private Chromium(Playwright playwright, Browser browser, List<ProcessHandle> processes) {
        this.playwright = playwright;
        this.browser = browser;
        this.processes = processes;
    }

    static Chromium start() {
        // Generous: on a busy machine a page may take its time, and nothing here measures it.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        Set<ProcessHandle> others = ProcessHandle.current().descendants().collect(toSet());
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        BrowserType.LaunchOptions options =
                new BrowserType.LaunchOptions().setExecutablePath(executable()).setArgs(QUIET);
        Browser browser = playwright.chromium().launch(options);
        return new Chromium(
                playwright,
                browser,
                ProcessHandle.current()
                        .descendants()
                        .filter(process -> !others.contains(process))
                        .toList());
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
    Window window(WindowSize size) {
        return new Window(browser, size);
    }

    /** Ends it at once, so that no page of it can say good-bye; nothing else is to be done then. */
    void kill() {
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
