package studio.backline.platform.connections.store;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.FieldEncryption.Place;
import studio.backline.platform.encryption.Purpose;
import studio.backline.platform.encryption.SecureTokens;

/** People who were sent to a provider and may come back once. */
public final class FlowTable {

    private static final String VERIFIER = "connections.flow.verifier";

    /** Of one account: whoever begins more forgets the first of them. */
    private static final int MOST = 20;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final FieldEncryption encryption;

    /** Over the core's own connection. */
    public FlowTable(JdbcClient jdbc, TransactionTemplate transaction, FieldEncryption encryption) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.encryption = encryption;
    }

    /**
     * A person who has come back.
     *
     * @param flow what was kept of them
     * @param verifier the secret behind the challenge that the provider was shown (RFC 7636)
     */
    public record Taken(PendingFlow flow, String verifier) {

        /** Nothing of the verifier. */
        @Override
        public String toString() {
            return "Taken[%s]".formatted(flow);
        }
    }

    /** Keeps a person's going; what has expired goes. */
    public void add(String state, String verifier, PendingFlow flow, Instant now) {
        transaction.executeWithoutResult(
                status -> {
                    sweep(flow.account(), now);
                    insert(state, verifier, flow);
                });
    }

    private void sweep(AccountId account, Instant now) {
        jdbc.sql("delete from backline.connection_flow where expires_at < ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql(
                        """
                        delete from backline.connection_flow where state_hash in (
                            select state_hash from backline.connection_flow where account_id = ?
                            order by expires_at desc offset ?)
                        """)
                .params(account.value(), MOST - 1)
                .update();
    }

    private void insert(String state, String verifier, PendingFlow flow) {
        jdbc.sql(
                        """
                        insert into backline.connection_flow (state_hash, id, workspace, account_id,
                            session_hash, plugin, provider, connection, client_id, redirect_uri,
                            verifier, asked, way_back, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(SecureTokens.digest(state))
                .param(flow.id())
                .param(flow.workspace().value())
                .param(flow.account().value())
                .param(flow.session())
                .param(flow.target().plugin().value())
                .param(flow.target().provider())
                .param(flow.target().again().map(ConnectionId::value).orElse(null))
                .param(flow.clientId())
                .param(flow.redirect().toString())
                .param(encryption.sealText(place(flow.workspace(), flow.id()), verifier))
                .param(flow.asked().toArray(String[]::new))
                .param(flow.wayBack())
                .param(flow.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Takes it out, whatever becomes of it: nobody comes back a second time. */
    public Optional<Taken> take(String state) {
        return transaction.execute(
                status ->
                        jdbc.sql(
                                        "delete from backline.connection_flow where state_hash = ?"
                                                + " returning *")
                                .param(SecureTokens.digest(state))
                                .query((row, n) -> taken(row))
                                .optional());
    }

    /** Forgets all that was begun for a plugin. */
    public void erase(PluginId plugin) {
        transaction.executeWithoutResult(
                status ->
                        jdbc.sql("delete from backline.connection_flow where plugin = ?")
                                .param(plugin.value())
                                .update());
    }

    private Taken taken(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        WorkspaceId workspace = new WorkspaceId(row.getObject("workspace", UUID.class));
        return new Taken(
                new PendingFlow(
                        id,
                        workspace,
                        new AccountId(row.getObject("account_id", UUID.class)),
                        row.getBytes("session_hash"),
                        new PendingFlow.Target(
                                new PluginId(row.getString("plugin")),
                                row.getString("provider"),
                                Optional.ofNullable(row.getObject("connection", UUID.class))
                                        .map(ConnectionId::new)),
                        row.getString("client_id"),
                        URI.create(row.getString("redirect_uri")),
                        Scopes.read(row, "asked"),
                        row.getString("way_back"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()),
                encryption.openText(place(workspace, id), row.getBytes("verifier")));
    }

    private static Place place(WorkspaceId workspace, UUID row) {
        return new Place(workspace, VERIFIER, row, Purpose.CREDENTIAL);
    }
}
