package studio.backline.platform.connections.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.encryption.SealBrokenException;
import studio.backline.contract.encryption.Secret;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.connections.ConnectionFault;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.FieldEncryption.Place;
import studio.backline.platform.encryption.Purpose;

/** Seals what a row of a connection keeps, and opens it again, with the workspace's key. */
public final class ConnectionSeals {

    private static final String ACCESS = "connections.connection.access";
    private static final String REFRESH = "connections.connection.refresh";
    private static final String ACCOUNT = "connections.connection.account";

    private final FieldEncryption encryption;

    /** With the house's ciphers. */
    public ConnectionSeals(FieldEncryption encryption) {
        this.encryption = encryption;
    }

    byte[] access(WorkspaceId workspace, ConnectionId id, Secret token) {
        return encryption.sealText(place(workspace, id.value(), ACCESS), token.reveal());
    }

    byte @Nullable [] refresh(WorkspaceId workspace, ConnectionId id, Optional<Secret> token) {
        return token.map(
                        each ->
                                encryption.sealText(
                                        place(workspace, id.value(), REFRESH), each.reveal()))
                .orElse(null);
    }

    byte[] account(WorkspaceId workspace, ConnectionId id, String account) {
        Place place = new Place(workspace, ACCOUNT, id.value(), Purpose.PERSONAL);
        return encryption.sealText(place, account);
    }

    /** A row with its tokens opened; one that cannot be opened has to be connected again. */
    StoredConnection connection(ResultSet row, int number) throws SQLException {
        try {
            return connection(row, tokens(row), standing(row));
        } catch (SealBrokenException broken) {
            return connection(
                    row,
                    new StoredConnection.Tokens(
                            Secret.none(),
                            Optional.empty(),
                            Optional.empty(),
                            row.getLong("generation")),
                    new StoredConnection.Standing(
                            false,
                            Optional.of(ConnectionFault.SEAL_BROKEN),
                            instant(row, "renewed_at"),
                            Optional.empty()));
        }
    }

    private StoredConnection connection(
            ResultSet row, StoredConnection.Tokens tokens, StoredConnection.Standing standing)
            throws SQLException {
        return new StoredConnection(
                new ConnectionId(row.getObject("id", UUID.class)),
                new PluginId(row.getString("plugin")),
                row.getString("provider"),
                account(row),
                new StoredConnection.Scopes(
                        Scopes.read(row, "granted"), Scopes.read(row, "missing")),
                tokens,
                new StoredConnection.History(
                        required(row, "authorized_at"),
                        Optional.ofNullable(row.getObject("authorized_by", UUID.class))
                                .map(AccountId::new),
                        required(row, "renewed_at"),
                        instant(row, "used_at")),
                standing);
    }

    private StoredConnection.Tokens tokens(ResultSet row) throws SQLException {
        WorkspaceId workspace = workspace(row);
        UUID id = row.getObject("id", UUID.class);
        Secret access =
                Secret.of(
                        encryption.openText(
                                place(workspace, id, ACCESS), row.getBytes("access_token")));
        Optional<Secret> refresh =
                Optional.ofNullable(row.getBytes("refresh_token"))
                        .map(
                                each ->
                                        Secret.of(
                                                encryption.openText(
                                                        place(workspace, id, REFRESH), each)));
        return new StoredConnection.Tokens(
                access, refresh, instant(row, "expires_at"), row.getLong("generation"));
    }

    private Optional<String> account(ResultSet row) throws SQLException {
        byte @Nullable [] sealed = row.getBytes("account");
        if (sealed == null) {
            return Optional.empty();
        }
        Place place =
                new Place(
                        workspace(row), ACCOUNT, row.getObject("id", UUID.class), Purpose.PERSONAL);
        try {
            return Optional.of(encryption.openText(place, sealed));
        } catch (SealBrokenException broken) {
            // What it is called is no condition for what is done with it.
            return Optional.empty();
        }
    }

    private static StoredConnection.Standing standing(ResultSet row) throws SQLException {
        return new StoredConnection.Standing(
                row.getString("state").equals("USABLE"),
                Optional.ofNullable(row.getString("fault")).map(ConnectionFault::valueOf),
                instant(row, "fault_at"),
                instant(row, "not_before"));
    }

    private static WorkspaceId workspace(ResultSet row) throws SQLException {
        return new WorkspaceId(row.getObject("workspace_id", UUID.class));
    }

    private static Instant required(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private static Place place(WorkspaceId workspace, UUID row, String field) {
        return new Place(workspace, field, row, Purpose.CREDENTIAL);
    }
}
