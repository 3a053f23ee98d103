package studio.backline.bench.context;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import studio.backline.bench.Workbench;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.ColumnDeclaration;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.database.SqlMigration;
import studio.backline.platform.database.TableDeclaration;
import studio.backline.platform.database.TableScope;

/** A plugin's table with rows of several workspaces, and two roles that no house has. */
record Ledger(List<WorkspaceId> workspaces) {

    static final PluginId PLUGIN = new PluginId("bench");

    /** Rows of one workspace. */
    static final int ROWS = 50_000;

    /** Sees every row of every workspace. */
    static final String UNBOUND = "bench_unbound";

    /** Bound by a policy that believes a setting which nobody signed. */
    static final String BELIEVED = "bench_believed";

    private static final int WORKSPACES = 8;
    private static final String TABLE =
            """
            create table song (
                workspace_id uuid not null default backline_api.current_workspace(),
                id           uuid not null,
                title        text not null,
                plays        bigint not null,
                primary key (workspace_id, id)
            );
            """;

    /** The nth row of each workspace has this id. */
    static UUID id(int number) {
        return new UUID(0x0199a0000000_7000L, 0x8000_0000_0000_0000L | number);
    }

    static Ledger make(Workbench workbench, String password) throws SQLException {
        workbench
                .pluginSchemas()
                .migrate(
                        new PluginSchema(
                                PLUGIN,
                                List.of(new SqlMigration("1", "songs", TABLE)),
                                List.of(
                                        new TableDeclaration(
                                                "song",
                                                TableScope.TENANT,
                                                Optional.empty(),
                                                List.of(
                                                        ColumnDeclaration.notPersonal("title"),
                                                        ColumnDeclaration.notPersonal("plays")))),
                                List.of()));
        List<WorkspaceId> workspaces =
                Stream.generate(WorkspaceId::next).limit(WORKSPACES).toList();
        try (Connection connection = workbench.openSuperuser();
                Statement statement = connection.createStatement()) {
            for (WorkspaceId workspace : workspaces) {
                statement.execute(
                        """
                        insert into p_bench.song (workspace_id, id, title, plays)
                        select '%s', ('0199a000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Song ' || n, n
                        from generate_series(0, %d) n
                        """
                                .formatted(workspace, ROWS - 1));
            }
            letIn(statement, password);
            statement.execute("vacuum (analyze) p_bench.song");
        }
        return new Ledger(workspaces);
    }

    private static void letIn(Statement statement, String password) throws SQLException {
        for (String role : List.of(UNBOUND + " bypassrls", BELIEVED)) {
            statement.execute("create role %s login password '%s'".formatted(role, password));
        }
        String roles = UNBOUND + ", " + BELIEVED;
        statement.execute("grant connect on database backline to " + roles);
        statement.execute("grant usage on schema p_bench to " + roles);
        statement.execute("grant select on p_bench.song to " + roles);
        statement.execute(
                """
                create policy believed on p_bench.song to %s
                using (workspace_id = (select nullif(current_setting('bench.workspace', true), '')::uuid))
                """
                        .formatted(BELIEVED));
    }
}
