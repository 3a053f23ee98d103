package studio.backline.testkit.tenancy;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.tenancy.Outcome.Wanted;

/**
 * Every operation on every table that belongs to workspaces, by every role of the run time, in
 * every context: rows of a workspace that is not the caller's stay as they are and unseen, and the
 * answer is the expected one. Nothing of it stays in the database.
 */
public final class OperationMatrix {

    private static final String CORE = "backline_platform";

    private static final String ROLES =
            "select rolname from pg_roles where rolcanlogin and rolname like 'p\\_%' and exists"
                    + " (select from pg_namespace where nspname = rolname) order by 1";

    private final TestDatabase database;
    private final CanaryRows rows;
    private final String before;

    private OperationMatrix(TestDatabase database, CanaryRows rows, String before) {
        this.database = database;
        this.rows = rows;
        this.before = before;
    }

    /**
     * On the rows that were made, of three workspaces, while nobody else changes them.
     *
     * @param database with the superuser's way in
     */
    public static OperationMatrix on(TestDatabase database, CanaryRows rows) {
        return new OperationMatrix(database, rows, "select 1");
    }

    /** The same after a statement of the superuser, which is undone with all the rest. */
    public OperationMatrix after(String sql) {
        return new OperationMatrix(database, rows, sql);
    }

    /** What was tried and what of it went wrong. */
    public Findings run() throws SQLException {
        return run(_ -> true, _ -> true);
    }

    /** The same on some of the tables, by some of the roles. */
    public Findings run(Predicate<TenantTable> tables, Predicate<String> roles)
            throws SQLException {
        Findings findings = new Findings(new ArrayList<>(), new HashMap<>());
        for (String role : roles(database).stream().filter(roles).toList()) {
            for (Standing standing : Standing.values()) {
                UUID victim = rows.workspaces().getFirst();
                UUID other = rows.workspaces().getLast();
                List<UUID> sides = List.of(victim, other);
                try (Intruder intruder = Intruder.as(database, role, standing, sides, before)) {
                    intruder.wrongs().forEach(w -> findings.wrong(role, standing, "enter", w));
                    for (TenantTable table : rows.tenantTables()) {
                        if (tables.test(table)) {
                            Aim aim = Aim.at(table, rows, victim, other);
                            new Cells(intruder, role, standing, aim, findings).all();
                        }
                    }
                    intruder.connection().rollback();
                }
            }
        }
        return findings;
    }

    static List<String> roles(TestDatabase database) throws SQLException {
        List<String> roles = new ArrayList<>(List.of(CORE));
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(ROLES)) {
            while (found.next()) {
                roles.add(found.getString(1));
            }
        }
        return roles;
    }

    /**
     * What came of it.
     *
     * @param wrongs each with role, context, operation and table
     * @param cells how many were tried, by role
     */
    public record Findings(List<String> wrongs, Map<String, Integer> cells) {

        /** How many cells were tried. */
        public int tried() {
            return cells.values().stream().mapToInt(Integer::intValue).sum();
        }

        void wrong(String role, Standing standing, String operation, String what) {
            wrongs.add("%s, %s: %s: %s".formatted(role, standing, operation, what));
        }

        void count(String role) {
            cells.merge(role, 1, Integer::sum);
        }
    }

    /** All operations on one table by one intruder. */
    private final class Cells {

        private final Intruder intruder;
        private final String role;
        private final Standing standing;
        private final Aim aim;
        private final Findings findings;

        Cells(Intruder intruder, String role, Standing standing, Aim aim, Findings findings) {
            this.intruder = intruder;
            this.role = role;
            this.standing = standing;
            this.aim = aim;
            this.findings = findings;
        }

        void all() throws SQLException {
            Map<UUID, String> whole = digests();
            for (Operation operation : Operation.on(aim.table())) {
                String sql = operation.sql().apply(aim);
                if (sql.equals(Operation.NOT_TRIED)) {
                    continue;
                }
                findings.count(role);
                Savepoint savepoint = intruder.connection().setSavepoint();
                Outcome outcome = attempt(sql);
                judge(operation, outcome, outcome.state().isEmpty() ? digests() : whole, whole);
                intruder.connection().rollback(savepoint);
            }
        }

        private void judge(
                Operation operation,
                Outcome outcome,
                Map<UUID, String> now,
                Map<UUID, String> whole) {
            String on = operation.name() + " on " + aim.name();
            Wanted wanted = wanted(operation);
            if (!wanted.holds().test(outcome)) {
                findings.wrong(role, standing, on, wanted.words() + " wanted, not " + outcome);
            }
            for (UUID workspace : rows.workspaces()) {
                if (isCallers(workspace)) {
                    continue;
                }
                if (rows.canary(workspace).isIn(outcome.text())) {
                    findings.wrong(role, standing, on, "a canary of another workspace is seen");
                }
                if (!Objects.equals(whole.get(workspace), now.get(workspace))) {
                    findings.wrong(
                            role, standing, on, "a row of another workspace is not as it was");
                }
            }
        }

        private boolean isCallers(UUID workspace) {
            return switch (standing) {
                case OWN -> workspace.equals(rows.workspaces().getFirst());
                case OTHER -> workspace.equals(rows.workspaces().getLast());
                default -> false;
            };
        }

        /** On what is another's, the core's tables included, a plugin has no right at all. */
        private Wanted wanted(Operation operation) {
            return role.equals(CORE) || role.equals(aim.table().schema())
                    ? operation.wanted(standing)
                    : Wanted.refusal("42501");
        }

        private Outcome attempt(String sql) throws SQLException {
            Connection connection = intruder.connection();
            try {
                intruder.begin();
                Outcome outcome = execute(connection, sql);
                Intruder.run(
                        connection, "set constraints all immediate; reset session authorization");
                return outcome;
            } catch (SQLException e) {
                return new Outcome(
                        String.valueOf(e.getSQLState()), 0, String.valueOf(e.getMessage()));
            }
        }

        private Map<UUID, String> digests() throws SQLException {
            Map<UUID, String> digests = new HashMap<>();
            String sql =
                    "select workspace_id, md5(string_agg(r::text, '|' order by r::text)) from %s r group by 1";
            try (Statement statement = intruder.connection().createStatement();
                    ResultSet found = statement.executeQuery(sql.formatted(aim.name()))) {
                while (found.next()) {
                    digests.put(found.getObject(1, UUID.class), found.getString(2));
                }
            }
            return digests;
        }
    }

    static Outcome execute(Connection connection, String sql) throws SQLException {
        if (sql.toLowerCase(Locale.ROOT).startsWith("copy ")) {
            return copy(connection.unwrap(PGConnection.class).getCopyAPI(), sql);
        }
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return new Outcome("", Math.max(0, statement.getUpdateCount()), "");
            }
            StringBuilder text = new StringBuilder();
            int count = 0;
            try (ResultSet found = statement.getResultSet()) {
                while (found.next()) {
                    count++;
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        text.append(found.getString(i)).append('\n');
                    }
                }
            }
            return new Outcome("", count, text.toString());
        }
    }

    private static Outcome copy(CopyManager copies, String sql) throws SQLException {
        try {
            if (sql.endsWith("from stdin")) {
                return new Outcome("", copies.copyIn(sql, new StringReader("")), "");
            }
            StringWriter out = new StringWriter();
            return new Outcome("", copies.copyOut(sql, out), out.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
