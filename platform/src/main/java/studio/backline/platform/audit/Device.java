package studio.backline.platform.audit;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a browser calls itself, shortened to what a person calls it.
 *
 * @param browser its name
 * @param system what it runs on
 */
public record Device(String browser, String system) {

    private static final char SEPARATOR = '/';

    // In this order: each of them also names those that come after it.
    private static final Pattern BROWSER =
            Pattern.compile("(Edg|OPR|Firefox|FxiOS|Chrome|CriOS|Safari)[a-zA-Z]*/");

    private static final Pattern SYSTEM =
            Pattern.compile("(iPhone|iPad|Android|Windows|Macintosh|CrOS|Linux)");

    /** Empty for one that is not known. */
    public static Optional<Device> of(String said) {
        return strongest(BROWSER, said)
                .flatMap(
                        browser ->
                                strongest(SYSTEM, said)
                                        .map(
                                                system ->
                                                        new Device(
                                                                called(browser), called(system))));
    }

    /** As it stands in a row. */
    public String stored() {
        return browser + SEPARATOR + system;
    }

    /** The one of a row. */
    public static Optional<Device> read(String stored) {
        int end = stored.indexOf(SEPARATOR);
        return end < 0
                ? Optional.empty()
                : Optional.of(new Device(stored.substring(0, end), stored.substring(end + 1)));
    }

    private static Optional<String> strongest(Pattern names, String said) {
        String order = names.pattern();
        return names.matcher(said)
                .results()
                .map(found -> found.group(1))
                .min((one, other) -> Integer.compare(order.indexOf(one), order.indexOf(other)));
    }

    private static String called(String name) {
        return switch (name) {
            case "Edg" -> "Edge";
            case "OPR" -> "Opera";
            case "FxiOS" -> "Firefox";
            case "CriOS" -> "Chrome";
            case "Macintosh" -> "Mac";
            case "CrOS" -> "ChromeOS";
            default -> name;
        };
    }
}
