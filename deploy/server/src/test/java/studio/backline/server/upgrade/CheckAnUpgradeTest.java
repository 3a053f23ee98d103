package studio.backline.server.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.health.Diagnosis;
import studio.backline.platform.health.Doctor;
import studio.backline.platform.health.Finding;
import studio.backline.platform.health.Severity;
import studio.backline.platform.pluginhost.PluginVersion;

/** What a new release says of the data folder of the one before. */
class CheckAnUpgradeTest {

    private static final PluginVersion NEW = PluginVersion.of("0.2.0");

    @TempDir private Path data;

    @Test
    void plugins_whose_range_excludes_it_are_named_with_their_range() throws IOException {
        install("crm", ">=0.1.0 <0.2.0");
        install("pages", ">=0.1.0 <0.3.0");

        List<Finding> found = new PluginFit(data.resolve("plugins/store"), NEW).examine();

        assertThat(found)
                .containsExactlyInAnyOrder(
                        Finding.bad("plugins.excluded", "crm", "1.4.0", ">=0.1.0 <0.2.0", NEW),
                        Finding.good("plugins.run", "pages", "1.4.0", ">=0.1.0 <0.3.0", NEW));
    }

    @Test
    void what_cannot_be_read_is_told_and_not_taken_for_fit() throws IOException {
        Path jar = install("odd", "whatever runs");

        assertThat(new PluginFit(data.resolve("plugins/store"), NEW).examine())
                .containsExactly(Finding.bad("plugins.unreadable", jar));
    }

    @Test
    void files_of_another_postgresql_are_told_with_the_two_commands() throws IOException {
        Path cluster = Files.createDirectories(data.resolve("postgres/cluster"));
        assertThat(new ClusterFit(cluster, "19").examine())
                .extracting(Finding::key)
                .containsExactly("cluster.none");
        Files.writeString(cluster.resolve("PG_VERSION"), "18\n");

        Diagnosis told =
                new Doctor(() -> List.of(new ClusterFit(cluster, "19")))
                        .examine(Locale.ENGLISH)
                        .getFirst();

        assertThat(told.severity()).isEqualTo(Severity.BAD);
        assertThat(told.what()).contains("PostgreSQL 18", "comes with 19");
        assertThat(told.remedy())
                .contains("bin/backline backup create", "bin/backline backup restore");
    }

    @Test
    void a_folder_of_this_release_is_fit() throws IOException {
        install("crm", ">=0.1.0 <0.2.0");
        Path cluster = Files.createDirectories(data.resolve("postgres/cluster"));
        Files.writeString(cluster.resolve("PG_VERSION"), "18\n");

        assertThat(new Doctor(() -> UpgradeExaminations.of(data)).examine(Locale.ENGLISH))
                .extracting(Diagnosis::key)
                .containsExactly("plugins.run", "cluster.fits");
    }

    private Path install(String id, String api) throws IOException {
        Path folder = Files.createDirectories(data.resolve("plugins/store/of-" + id));
        Path jar = folder.resolve("plugin.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/backline/plugin.yaml"));
            out.write(
                    """
                    id: %s
                    version: 1.4.0
                    api: '%s'
                    entry: studio.example.Entry
                    name: { en: One }
                    description: { en: A plugin. }
                    """
                            .formatted(id, api)
                            .getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
