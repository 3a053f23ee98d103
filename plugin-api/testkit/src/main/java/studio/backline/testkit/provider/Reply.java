package studio.backline.testkit.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An answer.
 *
 * @param status of HTTP
 * @param headers in order
 * @param body as text
 * @param content what the body says, where it is JSON
 */
record Reply(int status, Map<String, String> headers, String body, Map<String, Object> content) {

    private static final Map<String, String> JSON =
            Map.of("Content-Type", "application/json;charset=UTF-8", "Cache-Control", "no-store");

    Reply(int status, Map<String, String> headers, String body) {
        this(status, headers, body, Map.of());
    }

    static Reply json(int status, Map<String, Object> content) {
        String body =
                content.entrySet().stream()
                        .map(each -> quoted(each.getKey()) + ":" + value(each.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
        return new Reply(status, JSON, body, content);
    }

    static Reply error(int status, String code) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("error", code);
        content.put("error_description", "Said by the fake provider.");
        return json(status, content);
    }

    static Reply page(int status, String html) {
        return new Reply(status, Map.of("Content-Type", "text/html;charset=UTF-8"), html);
    }

    static Reply redirect(String where) {
        return new Reply(302, Map.of("Location", where), "");
    }

    private static String value(Object value) {
        return value instanceof Number ? value.toString() : quoted(value.toString());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
