package studio.backline.platform.work;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Words by name, as JSON. The mapper sees no type of any plugin, so it keeps none alive. */
public final class TextMap {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, String>> SHAPE = new TypeReference<>() {};

    private TextMap() {}

    /** As JSON, sorted by name. */
    public static String write(Map<String, String> words) {
        return JSON.writeValueAsString(new TreeMap<>(words));
    }

    /** Back from JSON. */
    public static Map<String, String> read(String json) {
        return JSON.readValue(json, SHAPE);
    }
}
