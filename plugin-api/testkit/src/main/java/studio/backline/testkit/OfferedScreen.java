package studio.backline.testkit;

/**
 * One of a plugin's screens, as its contract test visits it.
 *
 * @param path the path with Vaadin's templates for parameters: {@code people/:id}
 * @param permission the id of the permission that opens it, of those in {@code plugin.yaml}
 */
public record OfferedScreen(String path, String permission) {

    /** The address with this in the place of each parameter. */
    String with(String value) {
        return path.replaceAll(":[a-zA-Z]+\\??", value);
    }

    boolean hasParameter() {
        return path.contains(":");
    }
}
