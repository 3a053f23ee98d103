package studio.backline.platform.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import studio.backline.platform.backup.run.House;
import studio.backline.platform.database.dump.AdminAudit;
import studio.backline.platform.database.dump.AdminSettings;

/** What a backup needs of the house, with a server on it or without. */
public interface HouseAccess {

    /** Folder and keys. */
    House house();

    /** A new connection of the role that may become every owner. */
    Connection openAdmin() throws SQLException;

    /** The server's version. */
    String version();

    /** Pieces of the configuration by name, without secrets. */
    Map<String, byte[]> configuration();

    /** One of the instance's settings; where no server runs, by the admin's own hand. */
    default Optional<String> setting(String name) {
        try (Connection admin = openAdmin()) {
            return AdminSettings.get(admin, name);
        } catch (SQLException e) {
            throw new IllegalStateException("The settings cannot be read.", e);
        }
    }

    /** Sets one of them; likewise. */
    default void set(String name, String value) {
        try (Connection admin = openAdmin()) {
            AdminSettings.set(admin, name, value);
        } catch (SQLException e) {
            throw new IllegalStateException("A setting cannot be written.", e);
        }
    }

    /** Puts on the instance's record that the host did something; likewise. */
    default void record(String act, Map<String, String> facts) {
        try (Connection admin = openAdmin()) {
            AdminAudit.record(admin, act, facts);
        } catch (SQLException e) {
            throw new IllegalStateException("The record cannot be written.", e);
        }
    }
}
