package studio.backline.server.settings;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import studio.backline.platform.backup.ConfigurationPieces;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings that are given, as an archive keeps them: where secrets are, and never what they
 * are.
 */
public final class ShownSettings implements ConfigurationPieces {

    private static final String FILE = "settings.json";
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?:.*[.-])?(password|secret|token)");
    private static final Pattern SECRET_VALUE =
            Pattern.compile("(?is).*(-----BEGIN|password=|//[^/@]*:[^/@]*@).*");

    private final Function<String, Optional<String>> given;

    /**
     * @param given the value of a setting, by its name
     */
    public ShownSettings(Function<String, Optional<String>> given) {
        this.given = given;
    }

    @Override
    public Map<String, byte[]> byName() {
        Map<String, String> shown = new TreeMap<>();
        for (String name : SettingsReference.ofThisBuild().examples().keySet()) {
            given.apply(name)
                    .filter(value -> mayBeShown(name, value))
                    .ifPresent(value -> shown.put(name, value));
        }
        String text =
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(shown);
        return Map.of(FILE, text.getBytes(StandardCharsets.UTF_8));
    }

    static boolean mayBeShown(String name, String value) {
        return !SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches()
                && !SECRET_VALUE.matcher(value).matches();
    }
}
