package studio.backline.contract.permission;

import java.util.regex.Pattern;

/**
 * Something a member may do. Plugins declare theirs in {@code plugin.yaml}, with the least role
 * that holds it by default; the id is {@code <plugin id>.<act>}, such as {@code crm.edit}.
 *
 * @param id plugin id, a dot, and lower-case words joined by hyphens; at most 80 characters
 */
public record Permission(String id) {

    private static final Pattern GRAMMAR =
            Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*\\.[a-z]+(-[a-z]+)*");

    /** Checks size, then grammar; throws {@link IllegalArgumentException} naming the value. */
    public Permission {
        if (id.length() > 80) {
            throw new IllegalArgumentException(
                    "A permission id has at most 80 characters, this one has %d."
                            .formatted(id.length()));
        }
        if (!GRAMMAR.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "Not a permission id: '%s'. Write '<plugin id>.<act>', such as 'crm.edit'."
                            .formatted(id));
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
