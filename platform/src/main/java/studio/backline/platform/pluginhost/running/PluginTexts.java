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
import studio.backline.contract.text.Texts;
import studio.backline.platform.pluginhost.ReaderLocale;

/**
 * A plugin's texts. Not a ResourceBundle: those are cached for the whole process by class loader.
 */
final class PluginTexts implements Texts {

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
        }
        return texts;
    }
}
