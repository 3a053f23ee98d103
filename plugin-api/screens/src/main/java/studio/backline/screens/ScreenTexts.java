package studio.backline.screens;

import com.vaadin.flow.component.UI;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The words of the shared pieces themselves, in the language of the window that shows them. A
 * plugin's own words come from its own {@link studio.backline.contract.text.Texts}.
 */
public final class ScreenTexts {

    private ScreenTexts() {}

    /** The text of a key of {@code i18n/screens.properties}, its placeholders filled in. */
    public static String get(String key, Object... arguments) {
        String pattern = bundle().getString(key);
        return new MessageFormat(pattern, locale()).format(arguments);
    }

    /** The text of a key as it is written, for placeholders that the browser fills in. */
    public static String pattern(String key) {
        return bundle().getString(key);
    }

    /** The language of the window; English where there is none. */
    public static Locale locale() {
        UI ui = UI.getCurrent();
        return ui == null ? Locale.ENGLISH : ui.getLocale();
    }

    private static ResourceBundle bundle() {
        return ResourceBundle.getBundle(
                "i18n.screens",
                locale(),
                ScreenTexts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
