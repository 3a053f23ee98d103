package studio.backline.testkit.provider;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Parameters of a query or a form, none of them twice.
 *
 * @param values by name, in order
 * @param repeated whether one was there twice (RFC 6749, section 3.1)
 */
record Parameters(Map<String, String> values, boolean repeated) {

    static Parameters of(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        boolean repeated = false;
        for (String pair : encoded.isEmpty() ? new String[0] : encoded.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String value = parts.length == 2 ? decoded(parts[1]) : "";
            repeated |= values.put(decoded(parts[0]), value) != null;
        }
        return new Parameters(values, repeated);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    String get(String name) {
        return find(name).orElse("");
    }

    static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** As a query. */
    static String encoded(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
