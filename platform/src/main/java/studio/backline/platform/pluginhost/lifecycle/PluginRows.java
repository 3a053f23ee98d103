package studio.backline.platform.pluginhost.lifecycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.KeptPlugin;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.PluginVersion;

/** Rows of plugins. Each call is a transaction of its own: a step on record is a step committed. */
final class PluginRows {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    PluginRows(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    List<PluginRow> all() {
        return inTransaction(
                () ->
                        jdbc.sql("select * from backline.plugin order by id")
                                .query((row, number) -> read(row))
                                .list());
    }

    void save(PluginRow row) {
        inTransaction(
                () ->
                        jdbc.sql(
                                        """
                                        insert into backline.plugin (id, version, sha256, enabled, state,
                                            reason, step, former_version, former_sha256, installed_at)
                                        values (:id, :version, :sha256, :enabled, :state,
                                            :reason, :step, :formerVersion, :formerSha256, :installedAt)
                                        on conflict (id) do update set
                                            version = excluded.version, sha256 = excluded.sha256,
                                            enabled = excluded.enabled, state = excluded.state,
                                            reason = excluded.reason, step = excluded.step,
                                            former_version = excluded.former_version,
                                            former_sha256 = excluded.former_sha256,
                                            installed_at = excluded.installed_at, changed_at = now()
                                        """)
                                .param("id", row.id().value())
                                .param("version", row.release().version().toString())
                                .param("sha256", row.release().sha256())
                                .param("enabled", row.enabled())
                                .param("state", row.state().name())
                                .param("reason", row.reason().orElse(null))
                                .param("step", row.step().map(Enum::name).orElse(null))
                                .param(
                                        "formerVersion",
                                        row.former()
                                                .map(each -> each.version().toString())
                                                .orElse(null))
                                .param(
                                        "formerSha256",
                                        row.former().map(PluginRow.Release::sha256).orElse(null))
                                .param("installedAt", row.installedAt().atOffset(ZoneOffset.UTC))
                                .update());
    }

    /**
     * Deletes the row; with a version, notes that the data stays, as that version left it.
     *
     * @param name what it is called, which nothing else tells once it is gone
     */
    void delete(PluginId id, Optional<PluginVersion> kept, String name) {
        inTransaction(
                () -> {
                    jdbc.sql("delete from backline.kept_plugin_data where id = ?")
                            .param(id.value())
                            .update();
                    kept.ifPresent(version -> keep(id, version, name));
                    return jdbc.sql("delete from backline.plugin where id = ?")
                            .param(id.value())
                            .update();
                });
    }

    /**
     * Deletes the row of an installation that did not get through. Of data that was kept before it
     * nothing changes, but for the version where that has migrated it.
     */
    void takeBack(PluginId id, Optional<PluginVersion> migrated) {
        inTransaction(
                () -> {
                    migrated.ifPresent(
                            version ->
                                    jdbc.sql(
                                                    "update backline.kept_plugin_data set version = ?"
                                                            + " where id = ?")
                                            .param(version.toString())
                                            .param(id.value())
                                            .update());
                    return jdbc.sql("delete from backline.plugin where id = ?")
                            .param(id.value())
                            .update();
                });
    }

    /** The version that left its data behind. */
    Optional<PluginVersion> kept(PluginId id) {
        return inTransaction(
                () ->
                        jdbc.sql("select version from backline.kept_plugin_data where id = ?")
                                .param(id.value())
                                .query((row, number) -> PluginVersion.of(row.getString(1)))
                                .optional());
    }

    /** All that left their data behind and are not there. */
    List<KeptPlugin> allKept() {
        return inTransaction(
                () ->
                        jdbc.sql(
                                        """
                                        select id, name, version, removed_at from backline.kept_plugin_data k
                                        where not exists (
                                            select 1 from backline.plugin p where p.id = k.id)
                                        order by id
                                        """)
                                .query(
                                        (row, number) ->
                                                new KeptPlugin(
                                                        new PluginId(row.getString("id")),
                                                        called(row),
                                                        PluginVersion.of(row.getString("version")),
                                                        row.getObject(
                                                                        "removed_at",
                                                                        OffsetDateTime.class)
                                                                .toInstant()))
                                .list());
    }

    /** The data belongs to an installed plugin again. */
    void unkeep(PluginId id) {
        inTransaction(
                () ->
                        jdbc.sql("delete from backline.kept_plugin_data where id = ?")
                                .param(id.value())
                                .update());
    }

    private static String called(ResultSet row) throws SQLException {
        String name = row.getString("name");
        return name.isEmpty() ? row.getString("id") : name;
    }

    private void keep(PluginId id, PluginVersion version, String name) {
        jdbc.sql("insert into backline.kept_plugin_data (id, name, version) values (?, ?, ?)")
                .param(id.value())
                .param(name)
                .param(version.toString())
                .update();
    }

    private static PluginRow read(ResultSet row) throws SQLException {
        String formerVersion = row.getString("former_version");
        return new PluginRow(
                new PluginId(row.getString("id")),
                new PluginRow.Release(
                        PluginVersion.of(row.getString("version")), row.getString("sha256")),
                row.getBoolean("enabled"),
                PluginState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("step")).map(ChangeStep::valueOf),
                formerVersion == null
                        ? Optional.empty()
                        : Optional.of(
                                new PluginRow.Release(
                                        PluginVersion.of(formerVersion),
                                        row.getString("former_sha256"))),
                row.getObject("installed_at", OffsetDateTime.class).toInstant());
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }
}
