package studio.backline.platform.jobs;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Parameters as JSON. The mapper sees no type of any plugin, so it keeps none alive. */
final class JobParameters {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, String>> SHAPE = new TypeReference<>() {};

    private JobParameters() {}

    static String write(Map<String, String> parameters) {
        return JSON.writeValueAsString(new TreeMap<>(parameters));
    }

    static Map<String, String> read(String json) {
        return JSON.readValue(json, SHAPE);
    }
}
