package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import studio.backline.platform.database.Database;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.database.SchemaRefusedException;
import studio.backline.platform.database.Secrets;
import studio.backline.platform.database.context.ContextSigner;
import studio.backline.platform.database.dump.BeforeMigration;
import studio.backline.platform.database.schema.Names;
import studio.backline.platform.database.schema.Roles;
import studio.backline.platform.database.schema.SchemaMigrator;
import studio.backline.platform.database.schema.SchemaTarget;

/** A database with the core's roles and schemas in it, migrated and linted. */
public final class PreparedDatabase implements Database {

    private static final String STORE_KEY =
            """
            insert into backline.context_key (id, inner_block, outer_block) values (1, ?, ?)
            on conflict (id) do update set inner_block = excluded.inner_block, outer_block = excluded.outer_block
            """;

    private final DatabaseAddress address;
    private final Secrets secrets;

    private PreparedDatabase(DatabaseAddress address, Secrets secrets) {
        this.address = address;
        this.secrets = secrets;
    }

    /** Prepares the database, in one transaction. */
    public static PreparedDatabase prepare(
            DatabaseAddress address, Secrets secrets, SchemaTarget core, ContextSigner signer) {
        return prepare(address, secrets, core, signer, BeforeMigration.NOTHING);
    }

    /**
     * The same.
     *
     * @param before asked where an older release has made it
     */
    public static PreparedDatabase prepare(
            DatabaseAddress address,
            Secrets secrets,
            SchemaTarget core,
            ContextSigner signer,
            BeforeMigration before) {
        try {
            if (SchemaAge.isOlder(address, core)) {
                before.run(address::open);
            }
            SchemaWork.run(
                    address,
                    connection -> {
                        SchemaAge.requireKnown(connection, address.url(), core);
                        HouseRoles.require(Names.CORE, HouseRoles.read(connection).core());
                        new Roles(connection, secrets).ensureCore();
                        SchemaMigrator.migrate(connection, core);
                        HouseRoles.require(Names.CORE, HouseCode.look(connection));
                        DatabaseOwner.require(connection, address.url(), secrets);
                        storeKey(connection, signer);
                        SchemaAge.note(connection);
                    });
            return new PreparedDatabase(address, secrets);
        } catch (SchemaRefusedException e) {
            throw changed(address.url(), e);
        } catch (SQLException | FlywayException e) {
            throw new DatabaseFailureException(
                    "The database at '%s' could not be prepared: %s."
                            .formatted(address.url(), e.getMessage()),
                    remedy(address, state(e)),
                    e);
        }
    }

    /** What was found is not as the house makes it. */
    static DatabaseFailureException changed(String url, SchemaRefusedException refused) {
        return new DatabaseFailureException(
                "The core's schema at '%s' is not as it must be: %s".formatted(url, refused.told()),
                "Undo what was changed there by hand, or bring back a backup.",
                refused);
    }

    private static String state(Exception failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException e && e.getSQLState() != null) {
                return e.getSQLState();
            }
        }
        return "";
    }

    /** What to do about a failure in this SQLSTATE. */
    static String remedy(DatabaseAddress address, String state) {
        return switch (state) {
            case SchemaWork.LOCKED ->
                    "If that is another Backline at work, wait until it is done. Any other session,"
                            + " end it: select pg_terminate_backend(<its number>).";
            case "53100" -> "The database server's disk is full: give it room, then start again.";
            case "57P01", "57P02", "57P03", "58030", "08006" ->
                    "The database server went away, or could not read or write. Check that its disk"
                            + " has room and that it is up; its log says why.";
            default ->
                    "Check that the role '%s' may create roles and owns the database, and that"
                                    .formatted(address.username())
                            + " the extensions pg_trgm and btree_gin are installed.";
        };
    }

    @Override
    public String url() {
        return address.url();
    }

    @Override
    public Connection openAdmin() throws SQLException {
        return address.open();
    }

    @Override
    public Connection openAs(String role) throws SQLException {
        return address.as(role, Roles.password(secrets, role)).getConnection();
    }

    @Override
    public Connection openPlatform() throws SQLException {
        return openAs(Names.PLATFORM);
    }

    @Override
    public List<String> lint() throws SQLException {
        try (Connection admin = openAdmin()) {
            admin.setAutoCommit(false);
            List<SchemaFinding> findings = new ArrayList<>(HouseRoles.read(admin).core());
            findings.addAll(SchemaMigrator.lint(admin, CoreSchema.read()));
            findings.addAll(HouseCode.look(admin));
            admin.rollback();
            return findings.stream().map(SchemaFinding::toString).toList();
        }
    }

    DatabaseAddress address() {
        return address;
    }

    Secrets secrets() {
        return secrets;
    }

    private static void storeKey(Connection connection, ContextSigner signer) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local role " + Names.OWNER);
            try (PreparedStatement store = connection.prepareStatement(STORE_KEY)) {
                store.setBytes(1, signer.innerBlock());
                store.setBytes(2, signer.outerBlock());
                store.executeUpdate();
            }
            statement.execute("reset role");
        }
    }
}
