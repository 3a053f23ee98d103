package studio.backline.contract.plugin;

import java.util.regex.Pattern;

/**
 * The name of a plugin: lower-case letters and digits in words joined by single hyphens, beginning
 * with a letter, at most 40 characters ({@code crm}, {@code ai-openai}), the last not {@code
 * owner}. Folder, jar, schema and role names follow from it, see {@link #schema()}.
 *
 * @param value the id as written in {@code plugin.yaml}
 */
public record PluginId(String value) implements Comparable<PluginId> {

    /** The longest id, in characters: {@code p_<id>_owner} has to fit PostgreSQL's 63 bytes. */
    public static final int MAX_LENGTH = 40;

    private static final Pattern GRAMMAR = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /**
     * A plugin {@code crm-owner} would sign in as the role that owns the tables of {@code crm}, and
     * the role of {@code owner} reads as one of that kind.
     */
    private static final Pattern TAKEN = Pattern.compile("(.*-)?owner");

    /** Checks size, then grammar; throws {@link IllegalArgumentException} naming the value. */
    public PluginId {
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A plugin id has at most %d characters, this one has %d."
                            .formatted(MAX_LENGTH, value.length()));
        }
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Not a plugin id: '%s'. Use lower-case words joined by hyphens, such as 'ai-openai'."
                            .formatted(value));
        }
        if (TAKEN.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Not a plugin id: '%s'. Its last word cannot be 'owner', which ends the names of roles that own tables."
                            .formatted(value));
        }
    }

    /** The plugin's schema and its login role: {@code p_} and the id, hyphens as underscores. */
    public String schema() {
        return "p_" + value.replace('-', '_');
    }

    /** The plugin behind a schema or login role; the way back from {@link #schema()}. */
    public static PluginId ofSchema(String schema) {
        return new PluginId(schema.substring(2).replace('_', '-'));
    }

    /** The role without login that owns the schema and runs its migrations. */
    public String ownerRole() {
        return schema() + "_owner";
    }

    @Override
    public int compareTo(PluginId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
