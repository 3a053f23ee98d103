package studio.backline.ui.text;

import com.vaadin.flow.component.UI;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import studio.backline.contract.text.Texts;

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
     * How whoever reads writes days: their browser's region, where it speaks the language that the
     * screens are in.
     */
    public static Locale readerRegion() {
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
