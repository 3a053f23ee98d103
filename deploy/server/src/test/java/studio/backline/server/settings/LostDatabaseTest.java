package studio.backline.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A house whose database is away is not begun anew; one that was never there is. */
class LostDatabaseTest {

    @TempDir private Path data;

    @Test
    void a_first_start_that_was_cut_off_goes_on() throws IOException {
        assertThat(LostDatabase.problemOf(data)).isEmpty();

        for (String made :
                List.of("keys/secrets", "keys/workspaces", "plugins/store", "files/unfinished")) {
            Files.createDirectories(data.resolve(made));
        }
        Files.writeString(data.resolve("keys/instance.keys"), "of this start");
        Files.writeString(data.resolve("keys/secrets/postgres.superuser"), "of this start");
        Files.createDirectories(data.resolve("postgres/cluster-unfinished/base"));
        assertThat(LostDatabase.problemOf(data)).isEmpty();

        Files.createDirectories(data.resolve("postgres/cluster"));
        assertThat(LostDatabase.problemOf(data)).isEmpty();
    }

    @Test
    void keys_of_a_workspace_or_plugins_without_a_database_are_told() throws IOException {
        for (String trace : List.of("keys/workspaces/1.keys", "plugins/store/2")) {
            Path file = data.resolve(trace);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "of a house");

            assertThat(LostDatabase.problemOf(data))
                    .hasValueSatisfying(
                            it -> {
                                assertThat(it.what())
                                        .contains(
                                                "is that of a house, which "
                                                        + trace.split("/\\d")[0])
                                        .contains("not in '%s/postgres/cluster'".formatted(data));
                                assertThat(it.remedy()).contains("put the postgres folder back");
                            });
            // Where a disk is to be mounted.
            Files.createDirectories(data.resolve("postgres/cluster"));
            assertThat(LostDatabase.problemOf(data)).isPresent();

            Path version = data.resolve("postgres/cluster/PG_VERSION");
            Files.writeString(version, "18");
            assertThat(LostDatabase.problemOf(data)).isEmpty();

            Files.delete(version);
            Files.delete(version.getParent());
            Files.delete(file);
        }
    }

    @Test
    void a_folder_that_is_no_database_is_told_whatever_lies_beside() throws IOException {
        Files.createDirectories(data.resolve("postgres/cluster/lost+found"));

        assertThat(LostDatabase.problemOf(data))
                .hasValueSatisfying(it -> assertThat(it.what()).contains("PG_VERSION is missing"));
    }
}
