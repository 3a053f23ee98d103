package studio.backline.platform.database.dump;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.database.Secrets;
import studio.backline.platform.database.embedded.EmbeddedPostgres;
import studio.backline.platform.database.schema.Names;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.database.server.ExternalServer;
import studio.backline.platform.database.server.Superuser;

/**
 * The database of a data folder with no server on it: as it is, nothing is migrated. Made where
 * there is none, and then empty.
 */
public final class BareDatabase implements AutoCloseable {

    private final Optional<EmbeddedPostgres> server;
    private final DatabaseAddress address;

    private BareDatabase(Optional<EmbeddedPostgres> server, DatabaseAddress address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Starts the server that comes with this installation.
     *
     * @param folder of cluster and log, such as {@code postgres} in the data folder
     * @param programs where its programs are unpacked, or are to be
     */
    public static BareDatabase embedded(Path folder, Path programs, Secrets secrets) {
        String superuser = secrets.password("database.superuser");
        String admin = secrets.password("database.admin");
        EmbeddedPostgres server = EmbeddedPostgres.start(folder, programs, superuser);
        DatabaseAddress maintenance =
                new DatabaseAddress(server.url("postgres"), EmbeddedPostgres.SUPERUSER, superuser);
        DatabaseAddress core =
                new DatabaseAddress(
                        server.url(Names.CORE), maintenance.username(), maintenance.password());
        try (Connection connection = maintenance.open()) {
            Superuser.prepare(connection, Names.CORE, admin);
            try (Connection inside = core.open()) {
                Superuser.restrict(inside);
            }
            return new BareDatabase(
                    Optional.of(server), new DatabaseAddress(core.url(), Superuser.ADMIN, admin));
        } catch (SQLException e) {
            server.abort();
            throw new DatabaseFailureException(
                    "The database in '%s' does not let its owner in: %s."
                            .formatted(folder, e.getMessage()),
                    "The keys folder and the postgres folder belong together: put both back from"
                            + " the same backup.",
                    e);
        } catch (RuntimeException e) {
            server.abort();
            throw e;
        }
    }

    /**
     * One that somebody else runs, looked at whether it is fit.
     *
     * @param secrets that tell this Backline from another, whose roles are not to be touched
     */
    public static BareDatabase external(DatabaseAddress address, Secrets secrets) {
        ExternalServer.look(address, secrets);
        return new BareDatabase(Optional.empty(), address);
    }

    /** Ends what a killed process has left running in such a folder. */
    public static void end(Path folder) throws IOException {
        EmbeddedPostgres.endLeftOver(folder);
    }

    /** A new connection of the role that makes roles and owns the database. */
    public Connection openAdmin() throws SQLException {
        return address.open();
    }

    @Override
    public void close() {
        server.ifPresent(EmbeddedPostgres::close);
    }
}
