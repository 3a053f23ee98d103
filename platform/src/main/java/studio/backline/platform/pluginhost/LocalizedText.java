package studio.backline.platform.pluginhost;

import java.util.Locale;
import java.util.Map;

/**
 * A text of a manifest in several languages.
 *
 * @param byLanguage by language tag (BCP 47); {@code en} is always there
 */
public record LocalizedText(Map<String, String> byLanguage) {

    /** Copies; throws {@link IllegalArgumentException} when there is no English. */
    public LocalizedText {
        byLanguage = Map.copyOf(byLanguage);
        if (!byLanguage.containsKey("en")) {
            throw new IllegalArgumentException("A text needs its English form, under 'en'.");
        }
    }

    /** The text in the reader's language, else in English. */
    public String in(Locale locale) {
        String exact = byLanguage.get(locale.toLanguageTag());
        return exact != null
                ? exact
                : byLanguage.getOrDefault(locale.getLanguage(), byLanguage.getOrDefault("en", ""));
    }
}
