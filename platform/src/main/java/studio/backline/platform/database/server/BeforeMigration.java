package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.SQLException;
import studio.backline.platform.database.DatabaseFailureException;

/** Is asked before a database that an older release has made is migrated. */
@FunctionalInterface
public interface BeforeMigration {

    /** Lets it go on. */
    BeforeMigration NOTHING = admin -> {};

    /** Opens connections of the role that makes roles and owns the database. */
    @FunctionalInterface
    interface Admin {

        /** A new one. */
        Connection open() throws SQLException;
    }

    /**
     * Nothing is changed yet; afterwards it is.
     *
     * @throws DatabaseFailureException where it must not be migrated now
     */
    void run(Admin admin);
}
