package studio.backline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * One window of the browser. It notes every request that leaves for another host, and every error
 * on the page's console, and finds things by the captions that a person sees.
 */
final class Window implements AutoCloseable {

    /** All rules of axe; of what keeps them it need not say more. */
    private static final String EXAMINATION =
            """
            async rules => {
              const {violations} = await axe.run(document,
                  {resultTypes: ['violations'], ...(rules.length && {runOnly: rules})});
              return violations.flatMap(({id, help, nodes}) => nodes.map(
                  ({html, failureSummary}) => [id, help, html, failureSummary].join('\\n    ')));
            }
            """;

    /** What another colour scheme can change; the rest is looked for once. */
    private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

    private static final Set<String> ALLOWED_COOKIES =
            Set.of("backline-session", "backline-form", "backline-stay");

    private final BrowserContext context;
    private final Page page;
    private final List<String> foreign = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    Window(Browser browser, WindowSize size) {
        context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(size.width(), size.height())
                                .setHasTouch(size.isTouched())
                                .setIsMobile(size.isTouched())
                                .setLocale("en-US")
                                .setAcceptDownloads(true));
        context.onRequest(request -> noteForeign(request.url()));
        page = context.newPage();
        hurryWhatMoves();
        page.onConsoleMessage(
                message -> {
                    if (message.type().equals("error")) {
                        errors.add(message.text());
                    }
                });
        page.onPageError(errors::add);
        page.onDialog(
                dialog -> {
                    errors.add("A dialog opened: " + dialog.message());
                    dialog.dismiss();
                });
    }

    /** Whatever fades or slides does so, but nobody watches it. */
    private void hurryWhatMoves() {
        CDPSession browser = context.newCDPSession(page);
        browser.send("Animation.enable");
        JsonObject rate = new JsonObject();
        rate.addProperty("playbackRate", 20);
        browser.send("Animation.setPlaybackRate", rate);
    }

    private void noteForeign(String url) {
        URI address = URI.create(url.replaceAll("[^!-~]", "_").split("[?#]")[0]);
        String host = address.getHost();
        if (host != null && !host.equals("127.0.0.1")) {
            foreign.add(url);
        }
    }

    Page page() {
        return page;
    }

    void open(URI address) {
        page.navigate(address.toString());
    }

    /**
     * Goes to a screen as by a link of the house, which loads no page anew; to the one that is open
     * already, and from where no screen is, as by its address.
     */
    void goTo(URI address) {
        boolean within =
                (Boolean)
                        page.evaluate(
                                """
                                address => {
                                  const to = new URL(address);
                                  if (!document.querySelector('vaadin-app-layout')
                                      || to.origin !== location.origin
                                      || to.pathname === location.pathname) {
                                    return false;
                                  }
                                  const link = document.createElement('a');
                                  link.href = address;
                                  link.setAttribute('router-link', '');
                                  document.body.append(link);
                                  link.click();
                                  link.remove();
                                  return true;
                                }
                                """,
                                address.toString());
        if (within) {
            PlaywrightAssertions.assertThat(page).hasURL(address.toString());
            settle();
        } else {
            open(address);
        }
    }

    Locator button(String caption) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(caption).setExact(true))
                .first();
    }

    Locator button(Pattern caption) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(caption))
                .first();
    }

    /** Opens something by its button, looks, and puts it away by Escape; focus comes back. */
    void unfold(Locator button, Runnable look) {
        button.focus();
        page.keyboard().press("Enter");
        page.waitForSelector(
                "vaadin-popover[opened]",
                new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
        look.run();
        page.keyboard().press("Escape");
        PlaywrightAssertions.assertThat(button).isFocused();
    }

    Locator link(String caption) {
        return page.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(caption).setExact(true))
                .first();
    }

    Locator heading(String caption) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(caption).setExact(true));
    }

    Locator heading(Pattern caption) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(caption));
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).first();
    }

    Locator text(String text) {
        return page.getByText(text).first();
    }

    /** Waits until Vaadin has nothing under way and nothing moves. */
    void settle() {
        page.waitForFunction(
                "() => !window.Vaadin || !window.Vaadin.Flow || !window.Vaadin.Flow.clients"
                        + " || Object.values(window.Vaadin.Flow.clients)"
                        + ".every(client => !client.isActive || !client.isActive())");
        page.waitForFunction(
                "() => document.getAnimations().every(one => one.playState !== 'running'"
                        + " || one.effect?.getTiming().iterations === Infinity)");
    }

    /** axe-core finds nothing on what is shown, neither by day nor on stage. */
    void assertAccessible(String screen) {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            settle();
            assertAccessible(screen, scheme);
        }
    }

    private void assertAccessible(String screen, ColorScheme scheme) {
        assertThat(page.frames())
                .as("frames, which would have to be looked at one by one")
                .hasSize(1);
        if (page.evaluate("() => 'axe' in window").equals(false)) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        Object found =
                page.evaluate(EXAMINATION, scheme == ColorScheme.DARK ? OF_COLOURS : List.of());
        assertThat(found).as("axe on %s, %s, %s", screen, scheme, page.url()).isEqualTo(List.of());
    }

    /** Nothing went elsewhere, nothing broke on the page, no cookie but the allowed ones is set. */
    void assertQuiet() {
        assertThat(foreign).as("requests to other hosts").isEmpty();
        assertThat(errors).as("errors on the page's console").isEmpty();
        assertThat(context.cookies().stream().map(cookie -> cookie.name))
                .as("cookies")
                .isSubsetOf(ALLOWED_COOKIES);
    }

    List<Cookie> cookies() {
        return context.cookies();
    }

    /** The page does not scroll sideways. */
    void assertFits(String screen) {
        Object wider =
                page.evaluate(
                        "() => document.documentElement.scrollWidth"
                                + " > document.documentElement.clientWidth");
        assertThat(wider).as("%s scrolls sideways", screen).isEqualTo(false);
    }

    /** What is said in passing leaves the thumb's half of a phone alone. */
    void assertAside(String said) {
        if (page.viewportSize().width <= 800) {
            BoundingBox box = page.locator(said).first().boundingBox();
            assertThat(box.y + box.height).as(said).isLessThan(page.viewportSize().height / 2.0);
        }
    }

    void picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
        context.close();
    }
}
