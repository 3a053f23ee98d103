package studio.backline.ui.text;

import com.vaadin.flow.component.UI;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import studio.backline.contract.text.Texts;
import studio.backline.platform.identity.profile.Region;

/** The texts of the host's own screens and pages. */
public final class HostTexts implements Texts {

    private final MessageSource messages;

    HostTexts(MessageSource messages) {
        this.messages = messages;
    }

    @Override
    public String get(String key, Object... arguments) {
        String text = messages.getMessage(key, arguments, null, readerLocale());
        return text == null ? "?" + key + "?" : text;
    }

    /** Whether the bundle has the key. */
    public boolean has(String key) {
        return messages.getMessage(key, null, null, Locale.ROOT) != null;
    }

    /**
     * How whoever reads writes days: as they chose, else as their browser's region does, where it
     * speaks the language that the screens are in.
     */
    public static Locale readerRegion() {
        return chosen().format().orElseGet(HostTexts::browserRegion);
    }

    /** Where the day of whoever reads begins: as they chose, else the machine's. */
    public static ZoneId readerZone() {
        return chosen().zone().orElseGet(ZoneId::systemDefault);
    }

    private static Region chosen() {
        UI ui = UI.getCurrent();
        Region region =
                ui == null || ui.getSession() == null
                        ? null
                        : ui.getSession().getAttribute(Region.class);
        return region == null ? Region.NONE : region;
    }

    private static Locale browserRegion() {
        Locale language = readerLocale();
        UI ui = UI.getCurrent();
        Locale browser =
                ui == null || ui.getSession() == null
                        ? null
                        : ui.getSession().getBrowser().getLocale();
        return browser != null && browser.getLanguage().equals(language.getLanguage())
                ? browser
                : language;
    }

    /** The language of whoever reads: of the open window, else of the request. */
    public static Locale readerLocale() {
        UI ui = UI.getCurrent();
        return ui == null ? LocaleContextHolder.getLocale() : ui.getLocale();
    }
}
