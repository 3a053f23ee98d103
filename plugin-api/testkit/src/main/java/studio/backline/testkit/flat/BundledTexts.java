package studio.backline.testkit.flat;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import studio.backline.contract.text.Texts;

/** The plugin's own bundle, in English, as the host would read it from its jar. */
final class BundledTexts implements Texts {

    private final ResourceBundle bundle;

    BundledTexts(ClassLoader loader) {
        this.bundle = ResourceBundle.getBundle("i18n.messages", Locale.ROOT, loader);
    }

    @Override
    public String get(String key, Object... arguments) {
        try {
            return new MessageFormat(bundle.getString(key), Locale.ENGLISH).format(arguments);
        } catch (MissingResourceException e) {
            return "?" + key + "?";
        }
    }
}
