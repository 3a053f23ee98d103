package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import studio.backline.platform.database.DatabaseFixture;

/** What a refused or removed plugin might leave behind. */
final class Traces {

    private Traces() {}

    static void assertNone(Path house, String id) {
        String schema = "p_" + id.replace('-', '_');
        assertThat(House.schemaExists(schema)).as("schema").isFalse();
        assertThat(House.roleExists(schema)).as("role").isFalse();
        assertThat(House.roleExists(schema + "_owner")).as("owner role").isFalse();
        assertThat(House.rowExists(id)).as("row").isFalse();
        assertThat(DatabaseFixture.SECRETS.names("database.role.p-" + id)).as("password").isEmpty();
        Path plugins = house.resolve("data/plugins");
        assertThat(count(plugins.resolve("staging"), "")).as("staged files").isZero();
        assertThat(count(plugins.resolve("store"), id)).as("stored files").isZero();
    }

    private static long count(Path folder, String id) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> id.isEmpty() || isOf(file, id))
                    .count();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean isOf(Path jar, String id) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry("plugins/" + id.replace("-", "") + "/Entry.class") != null;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
