package studio.backline.platform.database.schema;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.util.zip.CRC32;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import studio.backline.platform.database.SqlMigration;

/**
 * A step whose statements run inside a definer function of the schema's owner: there PostgreSQL
 * refuses SET ROLE and RESET ROLE, and so no step can become the role that makes roles.
 */
record OwnerMigration(SqlMigration migration) implements JavaMigration {

    static final String CALL = "select pg_temp.backline_migrate(?)";

    /** Makes the function; the temporary schema goes with the connection. */
    static String function(String schema) {
        return """
        create or replace function pg_temp.backline_migrate(statements text) returns void
            language plpgsql security definer set search_path = %s, %s, pg_catalog, pg_temp
        as $$
        begin
            execute statements;
        end $$
        """
                .formatted(Names.quoted(schema), Names.EXTENSIONS);
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(migration.version());
    }

    @Override
    public String getDescription() {
        return migration.description();
    }

    @Override
    public Integer getChecksum() {
        CRC32 sum = new CRC32();
        // Line ends differ between checkouts and mean nothing.
        sum.update(migration.sql().replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws Exception {
        if (migration.sql().isBlank()) {
            return;
        }
        try (PreparedStatement call = context.getConnection().prepareStatement(CALL)) {
            call.setString(1, migration.sql());
            call.execute();
        }
    }
}
