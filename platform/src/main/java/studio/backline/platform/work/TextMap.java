package studio.backline.platform.work;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Words by name, as JSON. The mapper sees no type of any plugin, so it keeps none alive. */
public final class TextMap {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, String>> SHAPE = new TypeReference<>() {};

    private TextMap() {}

    /**
     * As JSON, sorted by name.
     *
     * @param what is written, for the message of the {@link IllegalArgumentException} where a name
     *     or a word is null
     */
    public static String write(String what, Map<String, String> words) {
        for (Map.Entry<String, String> each : words.entrySet()) {
            if (Objects.isNull(each.getKey()) || Objects.isNull(each.getValue())) {
                throw new IllegalArgumentException(
                        "%s have no text under '%s'. Leave that out, or give it one."
                                .formatted(what, each.getKey()));
            }
        }
        return JSON.writeValueAsString(new TreeMap<>(words));
    }

    /** Back from JSON, without names that have no word; empty where it is something else. */
    public static Optional<Map<String, String>> read(String json) {
        try {
            Optional<Map<String, String>> words = Optional.ofNullable(JSON.readValue(json, SHAPE));
            words.ifPresent(each -> each.values().removeIf(Objects::isNull));
            return words;
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
