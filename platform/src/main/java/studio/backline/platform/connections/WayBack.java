package studio.backline.platform.connections;

import java.util.regex.Pattern;

/**
 * Where a person goes on after a provider has sent them back: a path of this house.
 *
 * @param path beginning with one slash; letters, digits and {@code . _ ~ -} between slashes, no
 *     query, so that no parser can take it for an address elsewhere
 */
public record WayBack(String path) {

    private static final int LONGEST = 300;
    private static final Pattern PATH = Pattern.compile("/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");

    /** The screen of connections. */
    public static final WayBack USUAL = new WayBack("/settings/connections");

    /** Checks the path; {@link IllegalArgumentException} where it could lead elsewhere. */
    public WayBack {
        if (!isOne(path)) {
            throw new IllegalArgumentException("Not a path of this house.");
        }
    }

    /** Whether it is one. */
    public static boolean isOne(String path) {
        return path.length() <= LONGEST && PATH.matcher(path).matches();
    }
}
