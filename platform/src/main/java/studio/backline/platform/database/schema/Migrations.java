package studio.backline.platform.database.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.migration.JavaMigration;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import studio.backline.platform.database.SchemaRefusedException;

/** Runs the pending steps of a schema as its owner, inside the transaction of the connection. */
record Migrations(SchemaTarget target) {

    private static final Pattern VERSION = Pattern.compile("version:? ([0-9.]+)");

    /** Returns how many steps ran. */
    int run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local role " + Names.quoted(target.owner()));
            statement.execute(OwnerMigration.function(target.schema()));
            int steps = migrate(connection);
            statement.execute("reset role");
            return steps;
        }
    }

    private int migrate(Connection connection) throws SQLException {
        if (target.migrations().isEmpty()
                && AppliedSteps.read(connection, target.schema()).isEmpty()) {
            // Flyway would ask, at each start, whether the place to look at is the right one.
            return 0;
        }
        JavaMigration[] steps =
                target.migrations().stream().map(OwnerMigration::new).toArray(JavaMigration[]::new);
        try {
            return Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(
                            new SingleConnectionDataSource(SharedConnection.over(connection), true))
                    .defaultSchema(target.schema())
                    .table(Names.HISTORY)
                    .createSchemas(false)
                    .locations(new String[0])
                    .javaMigrations(steps)
                    .group(true)
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayValidateException e) {
            throw new SchemaRefusedException(target.schema(), List.of(changedSteps(e)), e);
        } catch (FlywayException e) {
            throw refused(e);
        } finally {
            // Flyway keeps its last configuration in a static field.
            LogFactory.setConfiguration(null);
        }
    }

    private static String changedSteps(FlywayValidateException failure) {
        Matcher version = VERSION.matcher(String.valueOf(failure.getMessage()));
        return version.find()
                ? "Step %s has run before and is another one now, or missing. A step that has run stays as it is; a change is a new step."
                        .formatted(version.group(1))
                : "Steps that have run before are other ones now. A step that has run stays as it is; a change is a new step.";
    }

    private SchemaRefusedException refused(FlywayException failure) {
        String reason =
                serverError(failure)
                        .map(Migrations::reason)
                        .orElseGet(() -> String.valueOf(failure.getMessage()).strip());
        return new SchemaRefusedException(
                target.schema(), List.of("A migration failed: %s".formatted(reason)), failure);
    }

    private static Optional<ServerErrorMessage> serverError(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException e && e.getServerErrorMessage() != null) {
                return Optional.ofNullable(e.getServerErrorMessage());
            }
        }
        return Optional.empty();
    }

    private static String reason(ServerErrorMessage error) {
        String message = error.getMessage() + " (" + error.getSQLState() + ").";
        String statements = error.getInternalQuery();
        int position = error.getInternalPosition();
        if (statements == null || position <= 0 || position > statements.length() + 1) {
            return message;
        }
        long line =
                1 + statements.substring(0, position - 1).chars().filter(c -> c == '\n').count();
        return "line %d: %s".formatted(line, message);
    }
}
