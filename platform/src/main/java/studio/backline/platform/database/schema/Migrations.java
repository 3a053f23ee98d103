package studio.backline.platform.database.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.migration.JavaMigration;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.database.SchemaRefusedException;
import studio.backline.platform.database.SqlMigration;

/** Runs the pending steps of a schema as its owner, inside the transaction of the connection. */
record Migrations(SchemaTarget target) {

    private static final Pattern VERSION = Pattern.compile("version:? ([0-9.]+)");

    /**
     * Names mean the system's: with what a step leaves in the session gone as well, nothing that
     * the admin says afterwards is taken for what a step has made.
     */
    private static final String PLAIN_NAMES = "set search_path = ''";

    /**
     * A cursor WITH HOLD would run at the commit, outside the function, as whom its query says. The
     * driver names its prepared statements, and does not expect somebody else's under such a name;
     * settings change what statements mean. Locks of the session go with its connection.
     */
    private static final String CLEANSE =
            "close all; unlisten *; deallocate all; reset all; discard temp";

    /** Returns whether there were any. They are not on record yet. */
    boolean run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(PLAIN_NAMES);
            statement.execute("set local role " + Names.quoted(target.owner()));
            String[] pending = pending(AppliedSteps.read(connection, target.schema()));
            if (pending.length > 0) {
                String patience = lockTimeout(statement);
                statement.execute(OwnerMigration.function(target.schema()));
                call(connection, pending);
                cleanse(statement);
                statement.execute(PLAIN_NAMES);
                statement.execute("set local lock_timeout = " + Names.literal(patience));
            }
            statement.execute("reset role");
            return pending.length > 0;
        }
    }

    /** The caller's limit, the one setting that is not the session's own. */
    private static String lockTimeout(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("show lock_timeout")) {
            row.next();
            return row.getString(1);
        }
    }

    private void cleanse(Statement statement) throws SQLException {
        try {
            statement.execute(CLEANSE);
        } catch (PSQLException e) {
            throw new SchemaRefusedException(
                    target.schema(),
                    List.of(SchemaFinding.of("step.leaves", SchemaFinding.said(e))),
                    e);
        }
    }

    private String[] pending(Set<MigrationVersion> applied) {
        List<OwnerMigration> known = target.migrations().stream().map(OwnerMigration::new).toList();
        Map<MigrationVersion, SqlMigration> once = new HashMap<>();
        Set<MigrationVersion> unknown = new TreeSet<>(applied);
        for (OwnerMigration step : known) {
            unknown.remove(step.getVersion());
            SqlMigration other = once.put(step.getVersion(), step.migration());
            if (other != null) {
                throw twice(other, step.migration());
            }
        }
        if (!unknown.isEmpty()) {
            throw new SchemaRefusedException(
                    target.schema(),
                    List.of(SchemaFinding.of("step.unknown", unknown.iterator().next())),
                    null);
        }
        return known.stream()
                .filter(step -> !applied.contains(step.getVersion()))
                .sorted(Comparator.comparing(OwnerMigration::getVersion))
                .map(step -> step.migration().sql())
                .toArray(String[]::new);
    }

    private SchemaRefusedException twice(SqlMigration one, SqlMigration other) {
        return new SchemaRefusedException(
                target.schema(),
                List.of(
                        SchemaFinding.of(
                                "step.twice",
                                one.version(),
                                one.description(),
                                other.version(),
                                other.description())),
                null);
    }

    private void call(Connection connection, String[] steps) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement(OwnerMigration.CALL)) {
            call.setArray(1, connection.createArrayOf("text", steps));
            call.execute();
        } catch (PSQLException e) {
            throw refused(e);
        }
    }

    /**
     * Puts on record what has run, when nothing is left of it that the statements of the record
     * could set off: the lint has found no trigger, rule or function, and the history is Flyway's.
     */
    void record(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local role " + Names.quoted(target.owner()));
            recordAsOwner(connection);
            statement.execute("reset role");
            statement.execute(PLAIN_NAMES);
        }
    }

    private void recordAsOwner(Connection connection) throws SQLException {
        // Reads in any case: a step may have changed the history.
        if (AppliedSteps.read(connection, target.schema()).isEmpty()
                && target.migrations().isEmpty()) {
            // Flyway would ask, at each start, whether the place to look at is the right one.
            return;
        }
        JavaMigration[] steps =
                target.migrations().stream().map(OwnerMigration::new).toArray(JavaMigration[]::new);
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(
                            new SingleConnectionDataSource(SharedConnection.over(connection), true))
                    .defaultSchema(target.schema())
                    .table(Names.HISTORY)
                    .createSchemas(false)
                    .locations(new String[0])
                    .javaMigrations(steps)
                    .group(true)
                    // What has just run is there before there is a history.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayValidateException e) {
            throw new SchemaRefusedException(target.schema(), List.of(changedSteps(e)), e);
        } catch (FlywayException e) {
            throw refused(e);
        } finally {
            // Flyway keeps its last configuration in a static field.
            LogFactory.setConfiguration(null);
        }
    }

    private static SchemaFinding changedSteps(FlywayValidateException failure) {
        Matcher version = VERSION.matcher(String.valueOf(failure.getMessage()));
        return version.find()
                ? SchemaFinding.of("step.changed", version.group(1))
                : SchemaFinding.of("steps.changed");
    }

    private SchemaRefusedException refused(Exception failure) {
        SchemaFinding finding =
                databaseFailure(failure)
                        .map(this::finding)
                        .orElseGet(
                                () ->
                                        SchemaFinding.of(
                                                "steps.failed",
                                                String.valueOf(failure.getMessage()).strip()));
        return new SchemaRefusedException(target.schema(), List.of(finding), failure);
    }

    private static Optional<SQLException> databaseFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    private SchemaFinding finding(SQLException failure) {
        SchemaFinding said = SchemaFinding.said(failure);
        if (!(failure instanceof PSQLException e) || e.getServerErrorMessage() == null) {
            return SchemaFinding.of("steps.failed", said);
        }
        ServerErrorMessage error = e.getServerErrorMessage();
        return step(error)
                .map(step -> finding(step, error, said))
                .orElseGet(() -> SchemaFinding.of("steps.failed", said));
    }

    private static SchemaFinding finding(
            SqlMigration step, ServerErrorMessage error, SchemaFinding said) {
        String name = "%s %s".formatted(step.version(), step.description());
        int position = error.getInternalPosition();
        if (!step.sql().equals(error.getInternalQuery()) || position <= 0) {
            return SchemaFinding.of("step.failed", name, said);
        }
        long line = 1 + step.sql().codePoints().limit(position - 1).filter(c -> c == '\n').count();
        return SchemaFinding.of("step.failed.line", name, line, said);
    }

    /**
     * Which of them it was: the database names the statements that it was at, the whole step last.
     */
    private Optional<SqlMigration> step(ServerErrorMessage error) {
        String at = String.valueOf(error.getWhere());
        return target.migrations().stream()
                .filter(
                        step ->
                                step.sql().equals(error.getInternalQuery())
                                        || at.contains("\"" + step.sql() + "\""))
                .findFirst();
    }
}
