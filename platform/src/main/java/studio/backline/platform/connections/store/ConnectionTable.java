package studio.backline.platform.connections.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.encryption.Secret;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.connections.ConnectionFault;

/** Connections of the caller's workspace. */
public final class ConnectionTable {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ConnectionSeals seals;

    /** Over the core's own connection; each method is a transaction, where the thread has none. */
    public ConnectionTable(
            JdbcClient jdbc, TransactionTemplate transaction, ConnectionSeals seals) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.seals = seals;
    }

    /**
     * What a person has brought.
     *
     * @param access the access token
     * @param refresh what the next is had with
     * @param expiresAt of the access token
     * @param scopes what was granted, and what was not
     */
    public record Brought(
            Secret access,
            Optional<Secret> refresh,
            Optional<Instant> expiresAt,
            StoredConnection.Scopes scopes) {

        /** Nothing of the tokens. */
        @Override
        public String toString() {
            return "Brought[%s]".formatted(scopes);
        }
    }

    /** All of the workspace, by plugin, the oldest first. */
    public List<StoredConnection> all() {
        return in(
                () ->
                        jdbc.sql("select * from backline.connection order by plugin, id")
                                .query(seals::connection)
                                .list());
    }

    /** All of a plugin, the oldest first. */
    public List<StoredConnection> of(PluginId plugin) {
        return in(
                () ->
                        jdbc.sql("select * from backline.connection where plugin = ? order by id")
                                .param(plugin.value())
                                .query(seals::connection)
                                .list());
    }

    /** One of a plugin. */
    public Optional<StoredConnection> find(PluginId plugin, ConnectionId id) {
        return in(
                () ->
                        jdbc.sql("select * from backline.connection where id = ? and plugin = ?")
                                .params(id.value(), plugin.value())
                                .query(seals::connection)
                                .optional());
    }

    /** Adds one that a person has made; true. */
    public boolean add(
            WorkspaceId workspace,
            ConnectionId id,
            PendingFlow.Target target,
            Brought brought,
            AccountId by,
            Instant now) {
        String sql =
                """
                insert into backline.connection (id, plugin, provider, granted, missing,
                    access_token, refresh_token, expires_at, authorized_at, authorized_by,
                    renewed_at)
                values (:id, :plugin, :provider, :granted, :missing, :access, :refresh, :expires,
                    :now, :by, :now)
                """;
        return isDone(
                () ->
                        target(keeping(sql, workspace, id, brought, now), target)
                                .param("by", by.value())
                                .update());
    }

    /** Makes one anew; false where it is gone. */
    public boolean remake(
            WorkspaceId workspace,
            ConnectionId id,
            PendingFlow.Target target,
            Brought brought,
            AccountId by,
            Instant now) {
        String sql =
                """
                update backline.connection set state = 'USABLE', granted = :granted,
                    missing = :missing, access_token = :access, refresh_token = :refresh,
                    expires_at = :expires, authorized_at = :now, authorized_by = :by,
                    renewed_at = :now, generation = generation + 1, fence = fence + 1,
                    renewed_until = null, fault = null, fault_at = null, not_before = null
                where id = :id and plugin = :plugin and provider = :provider
                """;
        return isDone(
                () ->
                        target(keeping(sql, workspace, id, brought, now), target)
                                .param("by", by.value())
                                .update());
    }

    /** Remembers that it was used, to the minute. */
    public void used(ConnectionId id, Instant now) {
        in(
                () ->
                        jdbc.sql(
                                        """
                                        update backline.connection set used_at = :now
                                        where id = :id
                                          and (used_at is null or used_at < :told)
                                        """)
                                .param("now", now.atOffset(ZoneOffset.UTC))
                                .param("told", now.minusSeconds(60).atOffset(ZoneOffset.UTC))
                                .param("id", id.value())
                                .update());
    }

    /** Says whose it is; false where it is gone. */
    public boolean name(WorkspaceId workspace, PluginId plugin, ConnectionId id, String account) {
        return isDone(
                () ->
                        jdbc.sql(
                                        "update backline.connection set account = ?"
                                                + " where id = ? and plugin = ?")
                                .param(seals.account(workspace, id, account))
                                .params(id.value(), plugin.value())
                                .update());
    }

    /**
     * Takes it on to renew its token of this generation, for so long at most; empty where another
     * node does, or did.
     *
     * @return what this node may write by
     */
    public Optional<Long> claim(ConnectionId id, long generation, Duration longest) {
        return in(
                () ->
                        jdbc.sql(
                                        """
                                        update backline.connection set fence = fence + 1,
                                            renewed_until =
                                                clock_timestamp() + make_interval(secs => ?)
                                        where id = ? and generation = ? and state = 'USABLE'
                                          and (renewed_until is null
                                               or renewed_until < clock_timestamp())
                                        returning fence
                                        """)
                                .params(longest.toSeconds(), id.value(), generation)
                                .query(Long.class)
                                .optional());
    }

    /** Keeps both tokens at once; false where another node has taken it over, or it is gone. */
    public boolean renewed(
            WorkspaceId workspace, ConnectionId id, long fence, Brought brought, Instant now) {
        String sql =
                """
                update backline.connection set granted = :granted, missing = :missing,
                    access_token = :access, refresh_token = coalesce(:refresh, refresh_token),
                    expires_at = :expires, renewed_at = :now, generation = generation + 1,
                    renewed_until = null, fault = null, fault_at = null, not_before = null
                where id = :id and fence = :fence and state = 'USABLE'
                """;
        return isDone(
                () -> keeping(sql, workspace, id, brought, now).param("fence", fence).update());
    }

    /** Remembers what the provider was met with; false where it is another node's by now. */
    public boolean failed(
            ConnectionId id,
            long fence,
            ConnectionFault fault,
            Instant now,
            Optional<Instant> notBefore) {
        return isDone(
                () ->
                        jdbc.sql(
                                        """
                                        update backline.connection set fault = ?, fault_at = ?,
                                            not_before = ?, renewed_until = null, state = ?
                                        where id = ? and fence = ? and state = 'USABLE'
                                        """)
                                .param(fault.name())
                                .param(now.atOffset(ZoneOffset.UTC))
                                .param(at(notBefore))
                                .param(fault.ends() ? "ENDED" : "USABLE")
                                .params(id.value(), fence)
                                .update());
    }

    /** Takes it out, tokens and all; what was there, for it to be given back. */
    public Optional<StoredConnection> remove(ConnectionId id) {
        return in(
                () ->
                        jdbc.sql("delete from backline.connection where id = ? returning *")
                                .param(id.value())
                                .query(seals::connection)
                                .optional());
    }

    /** Where a plugin has connections, over all workspaces. */
    public List<WorkspaceId> workspaces(PluginId plugin) {
        return in(
                () ->
                        jdbc
                                .sql("select workspace_id from backline.workspaces_connected(?)")
                                .param(plugin.value())
                                .query(UUID.class)
                                .list()
                                .stream()
                                .map(WorkspaceId::new)
                                .toList());
    }

    /** A statement with all that a person, or a renewal, has brought. */
    private JdbcClient.StatementSpec keeping(
            String sql, WorkspaceId workspace, ConnectionId id, Brought brought, Instant now) {
        return jdbc.sql(sql)
                .param("id", id.value())
                .param("granted", scopes(brought.scopes().granted()))
                .param("missing", scopes(brought.scopes().missing()))
                .param("access", seals.access(workspace, id, brought.access()))
                .param("refresh", seals.refresh(workspace, id, brought.refresh()))
                .param("expires", at(brought.expiresAt()))
                .param("now", now.atOffset(ZoneOffset.UTC));
    }

    private static JdbcClient.StatementSpec target(
            JdbcClient.StatementSpec statement, PendingFlow.Target target) {
        return statement
                .param("plugin", target.plugin().value())
                .param("provider", target.provider());
    }

    private boolean isDone(Supplier<Integer> update) {
        return in(update) > 0;
    }

    private <T> T in(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }

    private static String[] scopes(Set<String> scopes) {
        return scopes.toArray(String[]::new);
    }

    private static @Nullable OffsetDateTime at(Optional<Instant> instant) {
        return instant.map(each -> each.atOffset(ZoneOffset.UTC)).orElse(null);
    }
}
