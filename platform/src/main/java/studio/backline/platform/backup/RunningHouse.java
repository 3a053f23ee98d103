package studio.backline.platform.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.backup.run.House;
import studio.backline.platform.database.Database;
import studio.backline.platform.settings.InstanceSettings;
import studio.backline.platform.settings.Setting;

/** The house that a server runs on. */
record RunningHouse(
        House house,
        Database database,
        InstanceSettings settings,
        Audit audit,
        ObjectProvider<ConfigurationPieces> pieces)
        implements HouseAccess {

    @Override
    public Connection openAdmin() throws SQLException {
        return database.openAdmin();
    }

    @Override
    public String version() {
        return Objects.requireNonNullElse(
                RunningHouse.class.getPackage().getImplementationVersion(), "");
    }

    @Override
    public Map<String, byte[]> configuration() {
        return configuration(pieces);
    }

    /** Of whoever reads the settings; none where nobody does. */
    static Map<String, byte[]> configuration(ObjectProvider<ConfigurationPieces> pieces) {
        return pieces.stream().findFirst().map(ConfigurationPieces::byName).orElseGet(Map::of);
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.of(settings.get(Setting.text(name, ""))).filter(text -> !text.isEmpty());
    }

    @Override
    public void set(String name, String value) {
        settings.set(Setting.text(name, ""), value);
    }

    @Override
    public void record(String act, Map<String, String> facts) {
        audit.recordInstance(Optional.empty(), act, Optional.empty(), facts);
    }
}
