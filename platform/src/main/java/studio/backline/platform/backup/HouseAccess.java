package studio.backline.platform.backup;

import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import studio.backline.platform.backup.run.House;

/** What a backup needs of the house, with a server on it or without. */
public interface HouseAccess {

    /** Folder and keys. */
    House house();

    /** A new connection of the role that may become every owner. */
    Connection openAdmin() throws Exception;

    /** The server's version. */
    String version();

    /** Pieces of the configuration by name, without secrets. */
    Map<String, byte[]> configuration();

    /** One of the instance's settings. */
    Optional<String> setting(String name);

    /** Sets one of them. */
    void set(String name, String value);
}
