package studio.backline.platform.database.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import studio.backline.platform.database.ContextSource;
import studio.backline.platform.database.Database;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.database.PluginSchemas;
import studio.backline.platform.database.SchemaRefusedException;
import studio.backline.platform.database.Secrets;
import studio.backline.platform.database.context.ContextDataSource;
import studio.backline.platform.database.context.ContextSigner;
import studio.backline.platform.database.dump.BeforeMigration;
import studio.backline.platform.database.embedded.DiskRoom;
import studio.backline.platform.database.embedded.EmbeddedPostgres;
import studio.backline.platform.database.pool.PoolUses;
import studio.backline.platform.database.schema.Names;
import studio.backline.platform.database.schema.Roles;

/** The database of this instance and all that hangs on it; closing it stops a server of our own. */
public final class DatabaseServer implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 10;

    private static final String CONTEXT_KEY = "database.context";

    private final Optional<EmbeddedPostgres> embedded;
    private final PreparedDatabase database;
    private final Pools pools;

    private DatabaseServer(
            Optional<EmbeddedPostgres> embedded,
            DatabaseAddress address,
            Secrets secrets,
            ContextSource source,
            BeforeMigration before) {
        ContextSigner signer =
                new ContextSigner(secrets.secret(CONTEXT_KEY, ContextSigner.KEY_BYTES));
        this.embedded = embedded;
        this.database =
                PreparedDatabase.prepare(address, secrets, CoreSchema.read(), signer, before);
        this.pools = new Pools(source, signer);
    }

    /** Starts the server that comes with this installation and prepares its database. */
    public static DatabaseServer embedded(Path data, Secrets secrets, ContextSource source) {
        return embedded(data, secrets, source, BeforeMigration.NOTHING);
    }

    /** The same; asks before it migrates what an older release has made. */
    public static DatabaseServer embedded(
            Path data, Secrets secrets, ContextSource source, BeforeMigration before) {
        Path folder = data.resolve("postgres");
        DiskRoom room = DiskRoom.under(folder);
        room.requireForCluster();
        try {
            return startEmbedded(folder, secrets, source, before);
        } catch (RuntimeException e) {
            throw room.explain(e);
        }
    }

    private static DatabaseServer startEmbedded(
            Path folder, Secrets secrets, ContextSource source, BeforeMigration before) {
        String superuser = secrets.password("database.superuser");
        String admin = secrets.password("database.admin");
        EmbeddedPostgres server = EmbeddedPostgres.start(folder, folder, superuser);
        try {
            DatabaseAddress maintenance =
                    new DatabaseAddress(
                            server.url("postgres"), EmbeddedPostgres.SUPERUSER, superuser);
            prepare(maintenance, server.url(Names.CORE), admin);
            DatabaseAddress address =
                    new DatabaseAddress(server.url(Names.CORE), Superuser.ADMIN, admin);
            DatabaseServer prepared =
                    new DatabaseServer(Optional.of(server), address, secrets, source, before);
            server.keepRunning();
            return prepared;
        } catch (RuntimeException e) {
            server.abort();
            throw e;
        }
    }

    /** Checks and prepares a database that somebody else runs. */
    public static DatabaseServer external(
            DatabaseAddress address, Secrets secrets, ContextSource source) {
        return external(address, secrets, source, BeforeMigration.NOTHING);
    }

    /** The same; asks before it migrates what an older release has made. */
    public static DatabaseServer external(
            DatabaseAddress address,
            Secrets secrets,
            ContextSource source,
            BeforeMigration before) {
        ExternalServer.check(address, secrets);
        return new DatabaseServer(Optional.empty(), address, secrets, source, before);
    }

    /** Reads a password from the first line of its file. */
    public static String passwordIn(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() ? "" : lines.getFirst().strip();
        } catch (IOException e) {
            throw new DatabaseFailureException(
                    "The password file '%s' cannot be read.".formatted(file),
                    "Set backline.database.password-file to a file that the server's user may"
                            + " read.",
                    e);
        }
    }

    /** The database. */
    public Database database() {
        return database;
    }

    /** All pools that are open. */
    public PoolUses poolUses() {
        return pools;
    }

    /** A pool for the core's run-time role; the caller closes it before this. */
    public ContextDataSource openPlatformPool() {
        String password = Roles.password(database.secrets(), Names.PLATFORM);
        PGSimpleDataSource connections = database.address().as(Names.PLATFORM, password);
        return pools.open(connections, Names.CORE, Names.CORE, MOST_CONNECTIONS);
    }

    /**
     * Schemas of plugins.
     *
     * @param longest how long the migrations of one may take
     */
    public PluginSchemas pluginSchemas(Duration longest) {
        return new StoredPluginSchemas(database, pools, longest);
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedPostgres::close);
    }

    private static void prepare(DatabaseAddress maintenance, String core, String adminPassword) {
        try (Connection connection = maintenance.open()) {
            HouseRoles.require(Names.CORE, HouseRoles.ofAdmin(connection, Superuser.ADMIN));
            Superuser.prepare(connection, Names.CORE, adminPassword);
            DatabaseAddress database =
                    new DatabaseAddress(core, maintenance.username(), maintenance.password());
            try (Connection inside = database.open()) {
                Superuser.restrict(inside);
            }
        } catch (SchemaRefusedException e) {
            throw PreparedDatabase.changed(core, e);
        } catch (SQLException e) {
            throw new DatabaseFailureException(
                    "The database server does not let its owner in: %s.".formatted(e.getMessage()),
                    "The keys folder and the postgres folder belong together: put both back from"
                            + " the same backup.",
                    e);
        }
    }
}
