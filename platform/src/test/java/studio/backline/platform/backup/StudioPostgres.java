package studio.backline.platform.backup;

import studio.backline.platform.backup.run.Restore;
import studio.backline.platform.database.dump.BareDatabase;
import studio.backline.platform.database.dump.KeySecrets;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.testkit.fault.StoppablePostgres;

/** A PostgreSQL that a studio runs by itself, set up as the manual says. */
final class StudioPostgres implements AutoCloseable {

    private static final String ADMIN = "backline_admin";
    private static final String PASSWORD = "of the studio";

    private final StoppablePostgres postgres;

    private StudioPostgres(StoppablePostgres postgres) {
        this.postgres = postgres;
    }

    static StudioPostgres start() {
        StudioPostgres started = new StudioPostgres(StoppablePostgres.start());
        started.superuser(
                "create role %s login createrole password '%s'".formatted(ADMIN, PASSWORD));
        return started;
    }

    /** Makes a database, empty. */
    DatabaseAddress make(String name) {
        superuser(
                """
                create database %s owner %s template template0 encoding 'UTF8'
                locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'
                """
                        .formatted(name, ADMIN));
        postgres.database(name)
                .execute(
                        "revoke execute on function lo_creat(integer), lo_create(oid),"
                                + " lo_from_bytea(oid, bytea) from public");
        return of(postgres.database(name).url(), PASSWORD);
    }

    void drop(String name) {
        superuser("drop database %s with (force)".formatted(name));
    }

    static DatabaseAddress of(String url, String password) {
        return new DatabaseAddress(url, ADMIN, password);
    }

    /** Where a restore goes. */
    static Restore.Targets target(DatabaseAddress database) {
        return house ->
                BareDatabase.external(database, new KeySecrets(house.keys(), house.workspaces()));
    }

    private void superuser(String statement) {
        postgres.database("postgres").execute(statement);
    }

    @Override
    public void close() {
        postgres.close();
    }
}
