package studio.backline.platform.database.dump;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import studio.backline.platform.database.schema.Names;

/** The instance's record, on a connection of the admin, where no server runs. */
public final class AdminAudit {

    private static final String RECORD =
            "select backline.record_instance_audit(uuidv7(), null, ?, null, jsonb_object(?, ?))";

    private AdminAudit() {}

    /** Adds an entry that the host did something. */
    public static void record(Connection admin, String act, Map<String, String> facts)
            throws SQLException {
        String[] names = facts.keySet().stream().sorted().toArray(String[]::new);
        String[] values = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            values[i] = facts.get(names[i]);
        }
        admin.setAutoCommit(false);
        new Sql(admin).become(Names.OWNER);
        try (PreparedStatement statement = admin.prepareStatement(RECORD)) {
            statement.setString(1, act);
            statement.setArray(2, admin.createArrayOf("text", names));
            statement.setArray(3, admin.createArrayOf("text", values));
            statement.executeQuery().close();
        }
        admin.commit();
    }
}
