package studio.backline.platform.connections.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.encryption.Secret;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.FieldEncryption.Place;
import studio.backline.platform.encryption.Purpose;
import studio.backline.platform.encryption.WorkspaceKeys;

/** What whoever runs the house has entered for a plugin's provider. */
public final class ClientTable {

    /** As the chain of its audit trail, the house's own key stands under the nil UUID. */
    private static final WorkspaceId HOUSE = WorkspaceKeys.INSTANCE;

    private static final String SECRET = "connections.client.secret";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final FieldEncryption encryption;

    /** Over the core's own connection. */
    public ClientTable(
            JdbcClient jdbc, TransactionTemplate transaction, FieldEncryption encryption) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.encryption = encryption;
    }

    /** What is entered. */
    public Optional<StoredClient> find(PluginId plugin, String provider) {
        return transaction.execute(
                status ->
                        jdbc.sql(
                                        "select * from backline.connection_client"
                                                + " where plugin = ? and provider = ?")
                                .params(plugin.value(), provider)
                                .query((row, n) -> client(row))
                                .optional());
    }

    /** Enters it, in the place of what was there; inside the caller's transaction. */
    public UUID save(PluginId plugin, String provider, StoredClient client, AccountId by) {
        UUID id = TimeOrderedUuid.next();
        byte @Nullable [] sealed =
                client.secret()
                        .map(secret -> encryption.sealText(place(id), secret.reveal()))
                        .orElse(null);
        forget(plugin, provider);
        jdbc.sql(
                        """
                        insert into backline.connection_client (id, plugin, provider, client_id,
                            client_secret, addresses, changed_at, changed_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(id)
                .param(plugin.value())
                .param(provider)
                .param(client.clientId())
                .param(sealed)
                .param(client.addresses())
                .param(client.changedAt().atOffset(ZoneOffset.UTC))
                .param(by.value())
                .update();
        return id;
    }

    /** Takes it out; inside the caller's transaction. */
    public boolean forget(PluginId plugin, String provider) {
        return jdbc.sql("delete from backline.connection_client where plugin = ? and provider = ?")
                        .params(plugin.value(), provider)
                        .update()
                > 0;
    }

    /** Takes out all of a plugin's. */
    public void erase(PluginId plugin) {
        transaction.executeWithoutResult(
                status ->
                        jdbc.sql("delete from backline.connection_client where plugin = ?")
                                .param(plugin.value())
                                .update());
    }

    private StoredClient client(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte @Nullable [] sealed = row.getBytes("client_secret");
        Instant changed = row.getObject("changed_at", OffsetDateTime.class).toInstant();
        return new StoredClient(
                row.getString("client_id"),
                Optional.ofNullable(sealed)
                        .map(each -> Secret.of(encryption.openText(place(id), each))),
                row.getString("addresses"),
                changed);
    }

    private static Place place(UUID row) {
        return new Place(HOUSE, SECRET, row, Purpose.CREDENTIAL);
    }
}
