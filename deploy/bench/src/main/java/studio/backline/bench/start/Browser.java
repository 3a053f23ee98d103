package studio.backline.bench.start;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import studio.backline.testkit.FirstEvening.Operator;

/** The operator's window, in the Chromium of this machine. */
final class Browser implements AutoCloseable {

    private static final List<String> QUIET =
            List.of("--no-sandbox", "--no-first-run", "--disable-background-networking");
    private static final int PATIENCE = 60_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final Page page;
    private final URI home;

    private Browser(Playwright playwright, URI home) {
        this.playwright = playwright;
        this.browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(
                                                Path.of(
                                                        System.getProperty(
                                                                "backline.chromium",
                                                                "/usr/bin/chromium")))
                                        .setArgs(QUIET));
        this.page =
                browser.newPage(
                        new com.microsoft.playwright.Browser.NewPageOptions().setLocale("en-US"));
        this.page.setDefaultTimeout(PATIENCE);
        this.home = home;
    }

    static Browser open(URI home) {
        return new Browser(
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))),
                home);
    }

    void signIn(Operator operator) {
        page.navigate(home.resolve("sign-in").toString());
        page.getByLabel("Mail address").fill(operator.mail());
        page.getByLabel("Password").first().fill(operator.password());
        button("Sign in").click();
        page.waitForURL(url -> !url.contains("sign-in"));
    }

    /** Seconds from the confirmation until the plugin runs, and until its first screen stands. */
    Installed install() {
        go("plugins", "Plugins");
        button("Install People and audiences").click();
        Locator agree = button("Agree and install");
        agree.waitFor();
        long start = System.nanoTime();
        agree.click();
        shown("People and audiences is installed and runs.");
        double runs = since(start);
        go("people", "People");
        return new Installed(runs, since(start));
    }

    /**
     * Seconds.
     *
     * @param runs until the screen says that it runs
     * @param seen until its first screen stands
     */
    record Installed(double runs, double seen) {}

    /** Seconds from the confirmation until the screen says that it is gone. */
    double remove() {
        go("plugins", "Plugins");
        button("Remove People and audiences").click();
        page.getByText("Erase it, in all workspaces, for good").first().click();
        Locator agree = button("Remove and erase for good");
        agree.waitFor();
        long start = System.nanoTime();
        agree.click();
        shown("Removed");
        return since(start);
    }

    private void go(String path, String heading) {
        page.navigate(home.resolve(path).toString());
        page.waitForFunction(
                """
                heading => [...document.querySelectorAll('h1, h2')]
                    .some(one => one.innerText.trim() === heading && one.checkVisibility())
                """,
                heading);
    }

    /**
     * Waits for a text that can be seen, and looks at each frame: a locator that waits looks after
     * 270 ms and not again before 770, so that what it measures comes in steps of half a second.
     */
    private void shown(String text) {
        page.waitForFunction("text => document.body.innerText.includes(text)", text);
    }

    private Locator button(String caption) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(caption).setExact(true))
                .first();
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
