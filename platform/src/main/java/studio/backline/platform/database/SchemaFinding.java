package studio.backline.platform.database;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Something about a schema that must not be so.
 *
 * @param key of its sentence in {@code findings.properties}
 * @param arguments what the sentence names
 */
public record SchemaFinding(String key, List<String> arguments) {

    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle("studio.backline.platform.database.findings", Locale.ENGLISH);

    /**
     * The classes of codes whose words are of a statement, a name in the schema, a lock, the room
     * or the connection. Those of 22 quote a value of a row; 44 and 23 are about one.
     */
    private static final Set<String> OF_STATEMENTS =
            Set.of(
                    "08", "0A", "21", "24", "25", "26", "28", "2B", "2D", "2F", "34", "3B", "3D",
                    "3F", "40", "42", "53", "54", "55", "57", "58");

    /** Of those classes the codes that a value can have as well, as in to_tsquery(title). */
    private static final String SYNTAX = "42601";

    private static final Set<String> OF_VALUES = Set.of("42602", "54000");

    private static final String RAISED = "exec_stmt_raise";

    /** Names its arguments as they are. */
    public static SchemaFinding of(String key, @Nullable Object... arguments) {
        return new SchemaFinding(key, Arrays.stream(arguments).map(String::valueOf).toList());
    }

    /**
     * What the database says to a statement, fit for whoever may not see a row: its own words where
     * they quote none, otherwise the code and what kind of thing it is. Never its detail or hint.
     */
    public static SchemaFinding said(SQLException failure) {
        ServerErrorMessage server =
                failure instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        String code = String.valueOf(failure.getSQLState());
        if (failure instanceof BatchUpdateException || isRaised(server)) {
            return of("said.code", code);
        }
        if (server == null && failure.getSQLState() == null) {
            return of("said", failure.getMessage());
        }
        if (quotesNoRow(code, server)) {
            String words = server == null ? failure.getMessage() : server.getMessage();
            return of("said", "%s (%s)".formatted(words, code));
        }
        if (code.startsWith("22")) {
            return of("said.value", code);
        }
        return code.startsWith("23") || code.startsWith("44")
                ? of("said.row", code, rule(server))
                : of("said.code", code);
    }

    /** A function that raises says what it likes, under any code. */
    private static boolean isRaised(@Nullable ServerErrorMessage server) {
        return server != null && RAISED.equals(server.getRoutine());
    }

    /** A syntax that is a statement's has its place in that statement. */
    private static boolean quotesNoRow(String code, @Nullable ServerErrorMessage server) {
        if (code.equals(SYNTAX)) {
            return server != null && (server.getPosition() > 0 || server.getInternalPosition() > 0);
        }
        return code.length() == 5
                && OF_STATEMENTS.contains(code.substring(0, 2))
                && !OF_VALUES.contains(code);
    }

    /** The name of what was broken, which is the schema's. */
    private static String rule(@Nullable ServerErrorMessage server) {
        if (server == null) {
            return "?";
        }
        return Stream.of(server.getConstraint(), server.getColumn(), server.getTable())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("?");
    }

    /** Its sentence. */
    @Override
    public String toString() {
        return new MessageFormat(TEXTS.getString(key), Locale.ENGLISH).format(arguments.toArray());
    }
}
