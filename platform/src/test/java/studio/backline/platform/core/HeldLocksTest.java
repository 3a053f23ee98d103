package studio.backline.platform.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.audit.AuditChain;
import studio.backline.platform.database.Database;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.database.PluginSchemas;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.FirstRun;
import studio.backline.platform.identity.FirstRunRequest;
import studio.backline.platform.identity.FirstRunRequest.Plays;
import studio.backline.platform.identity.NewAccount;
import studio.backline.platform.identity.Operators;

/** Advisory locks are free for all, so the core waits for none: not even for these. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HeldLocksTest {

    private static final PluginId PLUGIN = new PluginId("locker");

    /** What Flyway adds to the hash of its table's name. */
    private static final long FLYWAY = 77_431_708_279_161L;

    private final WorkspaceId workspace = WorkspaceId.next();

    @Test
    void aPluginThatHoldsEveryLockItCanGuessHoldsNothingUp() throws SQLException {
        try (Core core = Core.fresh()) {
            PluginSchema schema = new PluginSchema(PLUGIN, List.of(), List.of(), List.of());
            core.bean(PluginSchemas.class).migrate(schema);
            try (Connection plugin = core.bean(Database.class).openAs(PLUGIN.schema())) {
                hold(plugin);

                AccountId first = firstRun(core);
                core.inWorkspace(workspace, first, () -> record(core));
                core.bean(Operators.class).grant(first, first);
                try (Core node = core.anotherNode()) {
                    node.bean(PluginSchemas.class).migrate(schema);
                    node.inWorkspace(workspace, first, () -> record(node));
                }

                assertThat(
                                core.inWorkspace(
                                        workspace,
                                        first,
                                        () -> core.bean(Audit.class).verify(AuditChain.WORKSPACE)))
                        .satisfies(check -> assertThat(check.isWhole()).isTrue())
                        .satisfies(check -> assertThat(check.entries()).isEqualTo(2));
            } finally {
                core.bean(PluginSchemas.class).drop(PLUGIN);
            }
        }
    }

    private static AccountId firstRun(Core core) {
        FirstRun firstRun = core.bean(FirstRun.class);
        NewAccount account =
                new NewAccount(
                        new EmailAddress("ada@example.org"),
                        "Ada",
                        "seven lanterns over the harbour");
        return firstRun.complete(new FirstRunRequest(firstRun.code(), account, "Band", Plays.ME))
                .account();
    }

    private void hold(Connection plugin) throws SQLException {
        try (Statement statement = plugin.createStatement()) {
            for (String key :
                    List.of(
                            "hashtextextended('backline core', 0)",
                            "hashtextextended('backline %s', 0)".formatted(PLUGIN.schema()),
                            "1011, hashtext('%s')".formatted(new UUID(0, 0)),
                            "1011, hashtext('%s')".formatted(workspace),
                            "1012, 1",
                            "1013, 1",
                            flyway("backline"),
                            flyway(PLUGIN.schema()))) {
                statement.execute("select pg_advisory_lock(%s)".formatted(key));
            }
        }
    }

    private static String flyway(String schema) {
        return String.valueOf(FLYWAY + "\"%s\".\"schema_history\"".formatted(schema).hashCode());
    }

    private static boolean record(Core core) {
        core.bean(Audit.class).record("locker.tried", Optional.empty(), Map.of());
        return true;
    }
}
