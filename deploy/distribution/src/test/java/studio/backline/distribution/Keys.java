package studio.backline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.HashSet;
import java.util.Set;

/** The hands of somebody who has no mouse. Wherever they come to, they must see where they are. */
final class Keys {

    private static final int FARTHEST = 90;

    /** Somewhere on what has the focus, or on what holds it, an edge is drawn for it. */
    private static final String SEEN =
            """
            () => {
              const outer = document.activeElement;
              let at = outer;
              while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
              const host = at.closest('vaadin-text-field, vaadin-password-field, vaadin-select,'
                  + ' vaadin-combo-box, vaadin-multi-select-combo-box, vaadin-text-area,'
                  + ' vaadin-radio-button, vaadin-checkbox, vaadin-email-field') ?? at;
              const parts = [at, outer, host, at.closest('label') ?? at,
                  ...(host.shadowRoot?.querySelectorAll('*') ?? []),
                  ...(outer.shadowRoot?.querySelectorAll('*') ?? []), ...at.querySelectorAll('td')];
              // The browser's own edge of a link would be lost on a dark button.
              at.style.setProperty('caret-color', 'var(--bl-brass)');
              const brass = getComputedStyle(at).caretColor;
              at.style.removeProperty('caret-color');
              const drawn = parts.some(one => {
                const style = getComputedStyle(one);
                if (at.tagName === 'A' && style.outlineColor !== brass) return false;
                const clear = /^(transparent|rgba\\(.*, 0\\))$/.test(style.outlineColor);
                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 && !clear
                    || at.tagName === 'TR' && style.boxShadow !== 'none';
              });
              const box = at.getBoundingClientRect();
              const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0
                  && box.left < innerWidth;
              const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
              const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
              const top = document.elementFromPoint(x, y);
              // What is said in passing lies over it for some seconds and then goes.
              const passing = top?.closest('vaadin-notification-card');
              const free = !inside || passing || at.contains(top) || host.contains(top)
                  || outer.contains(top) || top?.contains(at);
              return (drawn ? '' : 'no edge ') + (inside ? '' : 'out of sight ')
                  + (free ? '' : 'under ' + top?.outerHTML.slice(0, 80));
            }
            """;

    /** What takes every edge away, also inside of elements that have a tree of their own. */
    private static final String WITHOUT_EDGES =
            """
            () => {
              const none = new CSSStyleSheet();
              none.replaceSync('*, :host { outline: none !important; box-shadow: none !important }');
              const strip = root => {
                root.adoptedStyleSheets = [...root.adoptedStyleSheets, none];
                root.querySelectorAll('*').forEach(one => one.shadowRoot && strip(one.shadowRoot));
              };
              strip(document);
            }
            """;

    private final Page page;

    Keys(Page page) {
        this.page = page;
        // A key is quicker than the question to be told of choosers, so that is asked at once.
        page.onFileChooser(chooser -> {});
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    void type(String text) {
        page.keyboard().type(text);
    }

    /** By Tab alone to something; every stop on the way is seen. */
    void go(Locator where) {
        where.waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        for (int i = 0; i < FARTHEST; i++) {
            if (isAt(where)) {
                return;
            }
            press("Tab");
            assertSeen();
        }
        throw new AssertionError("Not reached by Tab: " + where + ", but " + here());
    }

    /** Focus was brought here by itself, and one sees it. */
    void at(Locator where) {
        PlaywrightAssertions.assertThat(where).isFocused();
        assertSeen();
    }

    void enter(Locator where) {
        go(where);
        press("Enter");
    }

    void write(Locator where, String text) {
        go(where);
        press("ControlOrMeta+a");
        type(text);
    }

    private void assertSeen() {
        if (here().startsWith("BODY")) {
            return; // The end of the page: the next Tab begins anew.
        }
        assertThat(page.evaluate(SEEN)).as("focus on %s, %s", here(), page.url()).isEqualTo("");
    }

    /**
     * The proof of the check itself: with all edges taken away it misses one at every stop. The
     * page is good for nothing after that but to be loaded again.
     *
     * @param kinds elements of which at least one is a stop
     */
    void assertEdgesAreMissed(String... kinds) {
        page.evaluate(WITHOUT_EDGES);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < FARTHEST && !seen.containsAll(Set.of(kinds)); i++) {
            press("Tab");
            if (!here().startsWith("BODY")) {
                assertThat((String) page.evaluate(SEEN)).as(here()).startsWith("no edge");
                seen.add(here().split(" ")[0]);
            }
        }
        assertThat(seen).contains(kinds);
    }

    /** Focus is somewhere on purpose, not lost with something that went away. */
    void assertNotLost(String after) {
        assertThat(here()).as("focus after " + after).doesNotStartWith("BODY");
    }

    String here() {
        return (String)
                page.evaluate(
                        "() => document.activeElement.tagName + ' '"
                                + " + document.activeElement.outerHTML.slice(0, 160)");
    }

    private static boolean isAt(Locator where) {
        return (boolean)
                where.evaluate("one => one === document.activeElement || one.matches(':focus')");
    }
}
