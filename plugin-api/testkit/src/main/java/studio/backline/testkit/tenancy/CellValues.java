package studio.backline.testkit.tenancy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a cell could hold, by its type and by what the checks on it name; the best first. */
final class CellValues {

    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*)'::");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.'])\\d{1,7}(?![\\w.])");
    private static final int LONGEST = 2_000_000;

    /** The plain value of each type, a text that carries the canary taken for granted. */
    private static final Map<String, String> PLAIN =
            Map.ofEntries(
                    Map.entry("boolean", "true"),
                    Map.entry("smallint", "1"),
                    Map.entry("integer", "1"),
                    Map.entry("bigint", "1"),
                    Map.entry("numeric", "1"),
                    Map.entry("double precision", "1"),
                    Map.entry("real", "1"),
                    Map.entry("date", "2020-02-29"),
                    Map.entry("time without time zone", "12:00"),
                    Map.entry("timestamp without time zone", "2020-02-29 12:00"),
                    Map.entry("timestamp with time zone", "2020-02-29 12:00Z"),
                    Map.entry("interval", "1 day"),
                    Map.entry("inet", "192.0.2.1"),
                    Map.entry("tsvector", ""));

    private CellValues() {}

    /** Whether people's words fit into a column of this type. */
    static boolean isText(TenantTable.Column column) {
        return column.type().startsWith("text")
                || column.type().startsWith("character varying")
                || column.type().startsWith("json")
                || column.type().startsWith("bytea");
    }

    /**
     * The value for a column that no check restricts.
     *
     * @throws IllegalStateException when nothing is known of its type
     */
    static String first(TenantTable table, TenantTable.Column column, String canary) {
        String type = column.type();
        String array = type.endsWith("[]") ? "{%s}" : "%s";
        String element = type.replace("[]", "");
        return array.formatted(
                one(element, canary)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "%s cannot be filled: no value is known for '%s' of type '%s'. Add one to CellValues."
                                                        .formatted(
                                                                table.qualified(),
                                                                column.name(),
                                                                type))));
    }

    private static Optional<String> one(String type, String canary) {
        if (type.equals("text") || type.startsWith("character varying")) {
            return Optional.of(canary);
        }
        return switch (type) {
            case "json", "jsonb" -> Optional.of("{\"canary\": \"%s\"}".formatted(canary));
            case "bytea" -> Optional.of(canary);
            case "uuid" -> Optional.of(UUID.randomUUID().toString());
            default -> Optional.ofNullable(PLAIN.get(type.replaceAll("\\(.*\\)", "")));
        };
    }

    /** What else it could be, since a check that looks at it did not hold. */
    static List<@Nullable String> others(
            TenantTable.Column column, String expression, String present, String canary) {
        Map<@Nullable String, Boolean> values = new LinkedHashMap<>();
        values.put(present, true);
        List<String> numbers = matches(NUMBER, expression);
        if (isText(column)) {
            for (String number : numbers) {
                int length = Math.min(Integer.parseInt(number), LONGEST);
                values.put(sized(canary, length), true);
            }
            // The last of several states: what is over is nobody's work any more.
            matches(QUOTED, expression).reversed().forEach(word -> values.put(word, true));
            values.put("0123456789abcdef".repeat(4), true);
            values.put("", true);
        } else if (!column.type().equals("uuid")) {
            numbers.forEach(number -> values.put(number, true));
            values.put("0", true);
            values.put(column.type().equals("boolean") ? "false" : "2", true);
        }
        if (column.nullable()) {
            values.put(null, true);
        }
        return new ArrayList<>(values.keySet());
    }

    private static String sized(String canary, int length) {
        return length <= canary.length()
                ? canary.substring(0, length)
                : canary + "x".repeat(length - canary.length());
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.groupCount() > 0 ? match.group(1) : match.group())
                .map(word -> word.replace("''", "'"))
                .toList();
    }
}
