package studio.backline.testkit.tenancy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import studio.backline.testkit.TestDatabase;

/**
 * Every function that a role of the run time may call in the core or in a plugin's schema, called
 * with what another workspace has: they run with the rights of their owners, past the policies. No
 * row of another workspace changes, and none is given back. Nothing of it stays in the database.
 */
public final class PublishedFunctions {

    /**
     * But for the two that a session begins with, which every context of the matrix goes through.
     */
    private static final String FUNCTIONS =
            """
            select f.oid::regprocedure::text as signature,
                   format('"%s"."%s"', n.nspname, f.proname) as name,
                   array(select coalesce(f.proargnames[o], '')
                         from unnest(f.proargtypes) with ordinality t (v, o))::text[] as names,
                   array(select format_type(v, null)
                         from unnest(f.proargtypes) with ordinality t (v, o) order by o)::text[] as types
            from pg_proc f join pg_namespace n on n.oid = f.pronamespace
            where (n.nspname = 'backline_api' or n.nspname like 'p\\_%') and f.prokind = 'f'
              and f.proname not in ('enter', 'open_session')
              and has_function_privilege(?, f.oid, 'execute')
              and has_schema_privilege(?, n.oid, 'usage')
            order by 1
            """;

    private final TestDatabase database;
    private final CanaryRows rows;
    private final String first;
    private final Set<String> answered = new TreeSet<>();
    private final OperationMatrix.Findings findings =
            new OperationMatrix.Findings(new ArrayList<>(), new HashMap<>());

    private PublishedFunctions(TestDatabase database, CanaryRows rows, String first) {
        this.database = database;
        this.rows = rows;
        this.first = first;
    }

    /** On the rows that were made, of three workspaces, while nobody else changes them. */
    public static PublishedFunctions on(TestDatabase database, CanaryRows rows) {
        return new PublishedFunctions(database, rows, "select 1");
    }

    /** The same after a statement of the superuser, which is undone with all the rest. */
    public PublishedFunctions after(String sql) {
        return new PublishedFunctions(database, rows, sql);
    }

    /** What was tried and what of it went wrong. */
    public OperationMatrix.Findings run() throws SQLException {
        UUID victim = rows.workspaces().getFirst();
        UUID other = rows.workspaces().getLast();
        for (String role : OperationMatrix.roles(database)) {
            for (Standing standing : Standing.values()) {
                List<UUID> sides = List.of(victim, other);
                try (Intruder intruder = Intruder.as(database, role, standing, sides, first)) {
                    for (Function function : functions(intruder.connection(), role)) {
                        call(intruder, role, standing, function);
                    }
                    intruder.connection().rollback();
                }
            }
        }
        return findings;
    }

    /** Those that gave an answer and no error to the workspace whose ids they were given. */
    public Set<String> answered() {
        return answered;
    }

    private void call(Intruder intruder, String role, Standing standing, Function function)
            throws SQLException {
        findings.count(role);
        Connection connection = intruder.connection();
        Map<UUID, String> before = digests(connection);
        Savepoint savepoint = connection.setSavepoint();
        Outcome outcome;
        try {
            intruder.begin();
            outcome = OperationMatrix.execute(connection, sql(function));
            Intruder.run(connection, "set constraints all immediate; reset session authorization");
        } catch (SQLException e) {
            outcome = new Outcome(String.valueOf(e.getSQLState()), 0, "");
        }
        if (outcome.state().isEmpty()) {
            judge(role, standing, function, outcome, before, digests(connection));
        }
        connection.rollback(savepoint);
    }

    private void judge(
            String role,
            Standing standing,
            Function function,
            Outcome outcome,
            Map<UUID, String> before,
            Map<UUID, String> after) {
        if (standing == Standing.OWN) {
            answered.add(function.signature());
        }
        for (UUID workspace : rows.workspaces()) {
            boolean own =
                    standing == Standing.OWN && workspace.equals(rows.workspaces().getFirst())
                            || standing == Standing.OTHER
                                    && workspace.equals(rows.workspaces().getLast());
            if (own) {
                continue;
            }
            String name = function.signature();
            if (rows.canary(workspace).isIn(outcome.text())
                    || outcome.text().contains(rows.id(workspace))) {
                findings.wrong(role, standing, name, "gives what another workspace has");
            }
            if (!Objects.equals(before.get(workspace), after.get(workspace))) {
                findings.wrong(role, standing, name, "changes a row of another workspace");
            }
        }
    }

    private String sql(Function function) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < function.types().size(); i++) {
            String type = function.types().get(i);
            values.add(
                    "cast(%s as %s)"
                            .formatted(
                                    TenantTable.literal(value(function.names().get(i), type)),
                                    type));
        }
        return "select r::text from %s(%s) r".formatted(function.name(), String.join(", ", values));
    }

    /** What the victim's row has in a column of the argument's name, else its id or its canary. */
    private String value(String name, String type) {
        UUID victim = rows.workspaces().getFirst();
        String element = type.replace("[]", "");
        String plain =
                switch (element) {
                    case "uuid" -> rows.id(victim);
                    case "jsonb" -> "{}";
                    case "bigint", "integer" -> "1";
                    case "boolean" -> "true";
                    default -> named(victim, name, element);
                };
        return type.endsWith("[]") ? "{\"%s\"}".formatted(plain) : plain;
    }

    private String named(UUID victim, String name, String type) {
        for (TenantTable table : rows.tenantTables()) {
            @Nullable String held =
                    table.column(name).filter(column -> column.type().equals(type)).isPresent()
                            ? rows.row(victim, table).get(name)
                            : null;
            if (held != null) {
                return held;
            }
        }
        return rows.canary(victim).word();
    }

    /** All that says whose it is, by workspace. */
    private Map<UUID, String> digests(Connection connection) throws SQLException {
        String all =
                rows.tablesWithWorkspaces().stream()
                        .map(
                                table ->
                                        "select workspace_id, '%s' || r::text as row from %s r"
                                                .formatted(table.name(), table.qualified()))
                        .collect(Collectors.joining(" union all "));
        Map<UUID, String> digests = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "select workspace_id, md5(string_agg(row, '|' order by row)) from (%s) a group by 1"
                                        .formatted(all))) {
            while (found.next()) {
                UUID workspace = found.getObject(1, UUID.class);
                if (workspace != null) {
                    digests.put(workspace, found.getString(2));
                }
            }
        }
        return digests;
    }

    private static List<Function> functions(Connection superuser, String role) throws SQLException {
        List<Function> functions = new ArrayList<>();
        try (var statement = superuser.prepareStatement(FUNCTIONS)) {
            statement.setString(1, role);
            statement.setString(2, role);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    functions.add(
                            new Function(
                                    found.getString("signature"),
                                    found.getString("name"),
                                    texts(found, "names"),
                                    texts(found, "types")));
                }
            }
        }
        return functions;
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    /** A function, with the names and types of what it takes. */
    private record Function(
            String signature, String name, List<String> names, List<String> types) {}
}
