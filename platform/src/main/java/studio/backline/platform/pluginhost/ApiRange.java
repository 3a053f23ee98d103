package studio.backline.platform.pluginhost;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions of the contract that a plugin runs on: from one, included, up to another, excluded. The
 * upper bound is not optional, since nobody can know that a plugin runs on what is not yet written.
 */
public record ApiRange(PluginVersion from, PluginVersion below) {

    private static final Pattern GRAMMAR = Pattern.compile(">=(\\S{1,64}) <(\\S{1,64})");

    /** Refuses a range that holds nothing. */
    public ApiRange {
        if (from.compareTo(below) >= 0) {
            throw new IllegalArgumentException(
                    "The range '>=%s <%s' holds no version.".formatted(from, below));
        }
    }

    /** Reads {@code >=0.1.0 <0.2.0}; {@link IllegalArgumentException} else. */
    public static ApiRange of(String text) {
        Matcher bounds = GRAMMAR.matcher(text);
        if (!bounds.matches()) {
            throw new IllegalArgumentException(
                    "Not a range with an upper bound: '%.64s'. Write it like '>=0.1.0 <0.2.0'."
                            .formatted(text));
        }
        return new ApiRange(PluginVersion.of(bounds.group(1)), PluginVersion.of(bounds.group(2)));
    }

    /**
     * Whether a version lies in the range. A pre-release of the upper bound does not, although it
     * sorts below it: it is the next version in all but name.
     */
    public boolean holds(PluginVersion version) {
        PluginVersion release =
                new PluginVersion(version.major(), version.minor(), version.patch(), "");
        return version.compareTo(from) >= 0
                && version.compareTo(below) < 0
                && (!below.preRelease().isEmpty() || release.compareTo(below) < 0);
    }

    @Override
    public String toString() {
        return ">=" + from + " <" + below;
    }
}
