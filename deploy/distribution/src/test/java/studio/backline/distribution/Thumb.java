package studio.backline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** What a thumb meets on a phone: whatever can be pressed is 44 pixels high and wide. */
final class Thumb {

    private static final int PHONE = 600;

    /**
     * Whatever is pressed on the screen and smaller than that, with its label or its whole row
     * where that acts too. Words within a sentence are as high as its lines, and the letters at the
     * edge of a list have their own measure.
     */
    private static final String TOO_SMALL =
            """
            () => {
              const LEAST = 43.5;
              const ACTS = 'button, a[href], input, select, textarea, summary, [role=button],'
                  + ' [role=option], [role=checkbox], [tabindex="0"], vaadin-button';
              const FIELDS = 'vaadin-text-field, vaadin-password-field, vaadin-email-field,'
                  + ' vaadin-text-area, vaadin-select, vaadin-combo-box,'
                  + ' vaadin-multi-select-combo-box';
              const WRITES = 'input, textarea, vaadin-select-value-button';
              const found = [];
              const gather = root => root.querySelectorAll('*').forEach(one => {
                if (one.matches(ACTS)) found.push(one);
                if (one.shadowRoot) gather(one.shadowRoot);
              });
              gather(document);
              const host = one => one.getRootNode().host;
              const inSentence = one => one.matches('.bl-token')
                  || getComputedStyle(one).display === 'inline'
                      && one.parentElement.innerText.trim() !== one.innerText.trim();
              const boxes = one => [
                  one,
                  one.closest('label') ?? one.labels?.[0],
                  one.closest('vaadin-radio-button, vaadin-checkbox'),
                  one.matches(WRITES) && one.closest(FIELDS)?.shadowRoot.querySelector('[part~=input-field]'),
                  one.matches('.bl-name') ? one.closest('tr') : null,
                  host(one)?.matches('vaadin-side-nav-item')
                      ? host(one).shadowRoot.querySelector('[part=content]') : null,
                ].filter(Boolean).map(each => each.getBoundingClientRect());
              return found
                  .filter(one => one.checkVisibility({visibilityProperty: true})
                      && !one.closest('[inert], [aria-hidden=true], .bl-rail')
                      && !host(one)?.matches('vaadin-app-layout, vaadin-dialog-overlay')
                      && !inSentence(one))
                  .map(one => ({one, all: boxes(one)}))
                  .filter(({all}) => all[0].width > 1 && all[0].height > 1 && all[0].right > 0)
                  .filter(({all}) => Math.max(...all.map(box => box.width)) < LEAST
                      || Math.max(...all.map(box => box.height)) < LEAST)
                  .map(({one, all}) => all.map(box => box.width + ' by ' + box.height).join(', ')
                      + ' ' + one.outerHTML.slice(0, 160));
            }
            """;

    private Thumb() {}

    /** Meets everything on the screen, where the window is a phone's. */
    static void assertMeets(Page page, String screen) {
        if (page.viewportSize().width <= PHONE) {
            assertThat(page.evaluate(TOO_SMALL))
                    .as("too small for a thumb on %s, %s", screen, page.url())
                    .isEqualTo(List.of());
        }
    }
}
