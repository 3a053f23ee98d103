package studio.backline.server.cli.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import studio.backline.platform.backup.HouseAccess;
import studio.backline.platform.backup.run.House;
import studio.backline.platform.database.dump.BareDatabase;
import studio.backline.platform.database.dump.KeySecrets;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.server.cli.LocalSettings;
import studio.backline.server.cli.Refused;
import studio.backline.server.settings.ShownSettings;

/** The house of a data folder with no server on it. Its database runs as long as this is open. */
final class RestingHouse implements HouseAccess, AutoCloseable {

    private final House house;
    private final LocalSettings settings;
    private final BareDatabase database;

    private RestingHouse(House house, LocalSettings settings, BareDatabase database) {
        this.house = house;
        this.settings = settings;
        this.database = database;
    }

    static RestingHouse open(Path data) throws Refused {
        LocalSettings settings = LocalSettings.load();
        House house = House.open(data, settings.rootKeyFile());
        return new RestingHouse(house, settings, database(house, settings));
    }

    private static BareDatabase database(House house, LocalSettings settings) {
        Optional<DatabaseAddress> external = settings.database();
        if (external.isPresent()) {
            return database(house, external.get());
        }
        Path folder = house.data().resolve("postgres");
        return BareDatabase.embedded(folder, folder, secrets(house));
    }

    /** One that somebody else runs, unless another house has it. */
    static BareDatabase database(House house, DatabaseAddress external) {
        return BareDatabase.external(external, secrets(house));
    }

    private static KeySecrets secrets(House house) {
        return new KeySecrets(house.keys(), house.workspaces());
    }

    @Override
    public House house() {
        return house;
    }

    @Override
    public Connection openAdmin() throws SQLException {
        return database.openAdmin();
    }

    @Override
    public String version() {
        return Objects.requireNonNullElse(
                RestingHouse.class.getPackage().getImplementationVersion(), "");
    }

    @Override
    public Map<String, byte[]> configuration() {
        return new ShownSettings(settings::find).byName();
    }

    @Override
    public void close() {
        database.close();
    }
}
