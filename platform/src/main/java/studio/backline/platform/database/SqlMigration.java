package studio.backline.platform.database;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of a schema, run as the schema's owner and within one transaction with all others.
 *
 * @param version such as {@code 1} or {@code 12.1}, above 0; a step runs once
 * @param description words, from the file's name
 * @param sql any number of statements for PostgreSQL
 */
public record SqlMigration(String version, String description, String sql) {

    private static final Pattern FILE_NAME =
            Pattern.compile("V(\\d+(?:[._]\\d+)*)__([A-Za-z0-9_-]+)\\.sql");

    private static final Pattern ZERO = Pattern.compile("[0._]+");

    public SqlMigration {
        if (ZERO.matcher(version).matches()) {
            // The history's base line has it: the step would never be on record, and run each time.
            throw new IllegalArgumentException(
                    "A migration has the version '%s'. Versions begin above 0.".formatted(version));
        }
    }

    /**
     * Reads the version and description from a file name such as {@code V001__people.sql}.
     *
     * @throws IllegalArgumentException when the name has another form
     */
    public static SqlMigration named(String fileName, String sql) {
        Matcher name = FILE_NAME.matcher(fileName);
        if (!name.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not the name of a migration.".formatted(fileName));
        }
        return new SqlMigration(
                name.group(1).replace('_', '.'), name.group(2).replace('_', ' '), sql);
    }
}
