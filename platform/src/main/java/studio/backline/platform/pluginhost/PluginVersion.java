package studio.backline.platform.pluginhost;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version (Semantic Versioning 2.0.0, without build metadata).
 *
 * @param preRelease what follows the hyphen; empty for a release
 */
public record PluginVersion(int major, int minor, int patch, String preRelease)
        implements Comparable<PluginVersion> {

    private static final int MAX_LENGTH = 64;
    private static final Pattern GRAMMAR =
            Pattern.compile(
                    "(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})"
                            + "(?:-((?:0|[1-9]\\d{0,8}|\\d*[a-zA-Z-][0-9a-zA-Z-]*)"
                            + "(?:\\.(?:0|[1-9]\\d{0,8}|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?");
    private static final Comparator<PluginVersion> ORDER =
            Comparator.comparingInt(PluginVersion::major)
                    .thenComparingInt(PluginVersion::minor)
                    .thenComparingInt(PluginVersion::patch)
                    .thenComparing(PluginVersion::preRelease, PluginVersion::comparePreRelease);

    /** Reads {@code 1.2.3} or {@code 1.2.3-rc.1}; {@link IllegalArgumentException} else. */
    public static PluginVersion of(String text) {
        Matcher parts = GRAMMAR.matcher(text.length() > MAX_LENGTH ? "" : text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "Not a version: '%.64s'. Write it like '1.2.3'.".formatted(text));
        }
        String preRelease = parts.group(4);
        return new PluginVersion(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                preRelease == null ? "" : preRelease);
    }

    @Override
    public int compareTo(PluginVersion other) {
        return ORDER.compare(this, other);
    }

    private static int comparePreRelease(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            // A release comes after all its pre-releases.
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        String[] lefts = left.split("\\.", -1);
        String[] rights = right.split("\\.", -1);
        for (int i = 0; i < Math.min(lefts.length, rights.length); i++) {
            int order = compareIdentifier(lefts[i], rights[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(lefts.length, rights.length);
    }

    private static int compareIdentifier(String left, String right) {
        boolean leftNumber = left.chars().allMatch(Character::isDigit);
        boolean rightNumber = right.chars().allMatch(Character::isDigit);
        if (leftNumber && rightNumber) {
            return Integer.compare(Integer.parseInt(left), Integer.parseInt(right));
        }
        return leftNumber == rightNumber
                ? left.compareTo(right)
                : Boolean.compare(rightNumber, leftNumber);
    }

    @Override
    public String toString() {
        String release = major + "." + minor + "." + patch;
        return preRelease.isEmpty() ? release : release + "-" + preRelease;
    }
}
