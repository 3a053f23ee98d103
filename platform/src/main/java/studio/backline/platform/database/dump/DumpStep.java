package studio.backline.platform.database.dump;

/**
 * A statement that makes something of a schema.
 *
 * @param role who says it: the schema's owner, or the search role
 * @param sql one statement
 */
public record DumpStep(String role, String sql) {}
