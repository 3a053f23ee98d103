package studio.backline.platform.database.schema;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import studio.backline.platform.database.SqlMigration;

/**
 * A step as Flyway keeps it on record. It has run by then: between steps Flyway speaks as the role
 * that may become the admin again, and must not meet what a step has made.
 */
record OwnerMigration(SqlMigration migration) implements JavaMigration {

    static final String CALL = "select pg_temp.backline_migrate(?::text[])";

    /**
     * Makes the function that runs steps, and belongs to the schema's owner: in a definer function
     * PostgreSQL refuses SET ROLE and RESET ROLE, so no step becomes the role that makes roles. One
     * call for all of them, since the first could put another function in its place.
     */
    static String function(String schema) {
        return """
        create or replace function pg_temp.backline_migrate(steps text[]) returns void
            language plpgsql security definer set search_path = %1$s
        as $$
        declare
            step text;
        begin
            foreach step in array steps loop
                set local search_path = %1$s;
                execute step;
            end loop;
        end $$
        """
                .formatted(
                        "%s, %s, pg_catalog, pg_temp"
                                .formatted(Names.quoted(schema), Names.EXTENSIONS));
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
    public void migrate(Context context) {
        // Done; see Migrations.
    }
}
