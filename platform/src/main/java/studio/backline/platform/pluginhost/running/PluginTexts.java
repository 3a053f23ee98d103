package studio.backline.platform.pluginhost.running;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.text.Texts;
import studio.backline.platform.pluginhost.ReaderLocale;

/**
 * A plugin's texts. Not a ResourceBundle: those are cached for the whole process by class loader.
 */
final class PluginTexts implements Texts {

    private static final Logger log = LoggerFactory.getLogger(PluginTexts.class);
    private static final Locale HOUSE = Locale.ENGLISH;

    private final ClassLoader loader;
    private final ReaderLocale reader;
    private final Map<String, Properties> files = new ConcurrentHashMap<>();

    PluginTexts(ClassLoader loader, ReaderLocale reader) {
        this.loader = loader;
        this.reader = reader;
    }

    @Override
    public String get(String key, Object... arguments) {
        Locale locale = reader.find().orElse(HOUSE);
        String pattern = pattern(key, locale);
        if (pattern == null) {
            return "?" + key + "?";
        }
        return new MessageFormat(pattern, locale).format(arguments);
    }

    private @Nullable String pattern(String key, Locale locale) {
        for (String suffix : suffixes(locale)) {
            String pattern = files.computeIfAbsent(suffix, this::load).getProperty(key);
            if (pattern != null) {
                return pattern;
            }
        }
        return null;
    }

    private static List<String> suffixes(Locale locale) {
        String language = "_" + locale.getLanguage();
        return locale.getCountry().isEmpty()
                ? List.of(language, "")
                : List.of(language + "_" + locale.getCountry(), language, "");
    }

    private Properties load(String suffix) {
        Properties texts = new Properties();
        String name = "i18n/messages" + suffix + ".properties";
        try (InputStream file = loader.getResourceAsStream(name)) {
            if (file != null) {
                texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (IllegalArgumentException wrong) {
            log.warn("{} of {} is read up to what is no text.", name, loader.getName());
        }
        texts.replaceAll((key, text) -> readable(name, String.valueOf(key), String.valueOf(text)));
        return texts;
    }

    /** One brace too many in a menu's label would take every screen from everybody. */
    private String readable(String file, String key, String text) {
        try {
            MessageFormat unused = new MessageFormat(text, HOUSE);
            return text;
        } catch (IllegalArgumentException wrong) {
            log.warn("'{}' in {} of {} is shown as it is written.", key, file, loader.getName());
            return "'" + text.replace("'", "''") + "'";
        }
    }
}
