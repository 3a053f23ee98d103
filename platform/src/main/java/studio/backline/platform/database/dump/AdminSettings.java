package studio.backline.platform.database.dump;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import studio.backline.platform.database.schema.Names;

/** The instance's settings, on a connection of the admin, where no server runs. */
public final class AdminSettings {

    private static final String STORE =
            """
            insert into backline.instance_setting (name, value) values (?, ?)
            on conflict (name) do update set value = excluded.value, changed_at = now()
            """;

    private static final String THERE =
            """
            select count(*) from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname = '%s' and c.relname = 'instance_setting'
            """
                    .formatted(Names.CORE);

    private AdminSettings() {}

    /** One of them; empty where it was never set, or the database has no house in it. */
    public static Optional<String> get(Connection admin, String name) throws SQLException {
        admin.setAutoCommit(false);
        Sql sql = new Sql(admin);
        if (sql.number(THERE) == 0) {
            return Optional.empty();
        }
        sql.become(Names.OWNER);
        Optional<String> value =
                sql
                        .texts("select value from backline.instance_setting where name = ?", name)
                        .stream()
                        .findFirst();
        admin.rollback();
        return value;
    }

    /** Sets one of them. */
    public static void set(Connection admin, String name, String value) throws SQLException {
        admin.setAutoCommit(false);
        write(admin, name, value);
        admin.commit();
    }

    /** Within the transaction. */
    static void write(Connection admin, String name, String value) throws SQLException {
        Sql sql = new Sql(admin);
        sql.become(Names.OWNER);
        try (PreparedStatement statement = admin.prepareStatement(STORE)) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.executeUpdate();
        }
        sql.execute("reset role");
    }
}
