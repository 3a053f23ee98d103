package studio.backline.platform.core;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.permission.Role;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.ColumnDeclaration;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.database.PluginSchemas;
import studio.backline.platform.database.SqlMigration;
import studio.backline.platform.database.TableDeclaration;
import studio.backline.platform.database.TableScope;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.platform.tenancy.Workspaces;

/** A plugin with one table, as far as the core's services see it, and workspaces to work in. */
public final class PluginHome {

    private static final String TALLY =
            """
            create table tally (
                workspace_id uuid not null default backline_api.current_workspace(),
                id           uuid not null,
                word         text not null,
                primary key (workspace_id, id)
            );
            """;

    private final Core core;
    private final PluginConnection connection;

    private PluginHome(Core core, PluginConnection connection) {
        this.core = core;
        this.connection = connection;
    }

    /** The plugin of this id, with its schema made. */
    public static PluginHome of(Core core, String id) {
        PluginId plugin = new PluginId(id);
        PluginSchemas schemas = core.bean(PluginSchemas.class);
        schemas.migrate(
                new PluginSchema(
                        plugin,
                        List.of(new SqlMigration("1", "tally", TALLY)),
                        List.of(
                                new TableDeclaration(
                                        "tally",
                                        TableScope.TENANT,
                                        Optional.empty(),
                                        List.of(ColumnDeclaration.notPersonal("word")))),
                        List.of()));
        DataSource source = schemas.open(plugin).dataSource();
        return new PluginHome(
                core,
                new PluginConnection(
                        plugin,
                        source,
                        new JdbcTransactionManager(source),
                        JdbcClient.create(source)));
    }

    /** The plugin's way to the database. */
    public PluginConnection connection() {
        return connection;
    }

    /** A workspace of its own, with a key and an owner who exists as a member only. */
    public Caller newWorkspace() {
        AccountId owner = AccountId.next();
        WorkspaceId workspace =
                core.bean(Workspaces.class)
                        .create(
                                "Tally",
                                "t" + owner.toString().replace("-", "").substring(12),
                                owner)
                        .id();
        core.bean(WorkspaceKeys.class).create(workspace);
        return new Caller(workspace, Optional.of(owner), Role.OWNER);
    }

    /** Runs work as the caller, outside a transaction. */
    public <T> T as(Caller caller, Callable<T> work) {
        try {
            return core.bean(WorkspaceScope.class).call(caller, work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs work as the caller in a transaction of the plugin. */
    public <T> T in(Caller caller, Supplier<T> work) {
        return as(
                caller,
                () ->
                        new TransactionTemplate(connection.transactions())
                                .execute(status -> work.get()));
    }
}
