package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.Secrets;
import studio.backline.platform.database.schema.Names;

/**
 * Which keys a database was made with: it keeps their name among the instance's settings. With
 * others nothing that is sealed there can be read, and nothing else would say so.
 */
final class DatabaseOwner {

    private static final String SETTING = "encryption.keys";
    private static final String KNOWN =
            "select value from backline.instance_setting where name = '%s'".formatted(SETTING);
    private static final String STORE =
            "insert into backline.instance_setting (name, value) values ('%s', ?)"
                    .formatted(SETTING);

    private DatabaseOwner() {}

    /**
     * Returns when the database is that of these keys; from now on it is, where it was nobody's.
     *
     * @param connection the admin's, in the transaction that changes roles and schemas
     * @param url where the database is
     */
    static void require(Connection connection, String url, Secrets secrets) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local role " + Names.OWNER);
            List<String> known = texts(statement, KNOWN);
            boolean own =
                    known.isEmpty()
                            ? mayTake(statement, secrets)
                            : known.contains(secrets.fingerprint());
            if (!own) {
                throw secrets.refuseKeysOfAnother(url);
            }
            if (known.isEmpty()) {
                store(connection, secrets.fingerprint());
            }
            statement.execute("reset role");
        }
    }

    /** Of one that no version has named yet: it holds nothing, or the keys open what it holds. */
    private static boolean mayTake(Statement statement, Secrets secrets) throws SQLException {
        List<WorkspaceId> workspaces =
                texts(statement, "select id from backline.workspace").stream()
                        .map(id -> new WorkspaceId(UUID.fromString(id)))
                        .toList();
        boolean empty =
                workspaces.isEmpty()
                        && texts(statement, "select id from backline.account limit 1").isEmpty();
        return empty || secrets.mayBelongTo(workspaces);
    }

    private static void store(Connection connection, String fingerprint) throws SQLException {
        try (PreparedStatement store = connection.prepareStatement(STORE)) {
            store.setString(1, fingerprint);
            store.executeUpdate();
        }
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
