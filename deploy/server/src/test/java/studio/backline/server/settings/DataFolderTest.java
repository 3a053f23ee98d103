package studio.backline.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.backup.run.Restore;

/** What a killed server had in hand goes when the next one takes its folder, and not before. */
class DataFolderTest {

    @TempDir private Path folder;

    @Test
    void theNextServerSweepsWhatAKilledOneHadInHand() throws IOException {
        DataFolder.take(folder).orElseThrow().destroy();
        Path jar = Files.writeString(DataFolder.run(folder).resolve("upload7.jar"), "half a jar");

        DataFolder taken = DataFolder.take(folder).orElseThrow();
        try {
            assertThat(jar).doesNotExist();

            Files.writeString(jar, "the jar that somebody looks at now");
            assertThat(DataFolder.take(folder)).isEmpty();
            assertThat(jar).as("in the hands of the server that has the folder").exists();
        } finally {
            taken.destroy();
        }
    }

    @Test
    void allPartsThatAreSomethingElseAreNamedAtOnce() throws IOException {
        assertThat(DataFolder.problemsOfParts(folder, true)).isEmpty();

        for (String part : List.of("log", "files", "postgres")) {
            Files.writeString(folder.resolve(part), "no folder");
        }
        Files.createDirectories(folder.resolve("plugins/failed-starts"));
        Files.createDirectories(folder.resolve("node"));
        Files.writeString(folder.resolve("plugins/drop"), "no folder");
        Files.createSymbolicLink(folder.resolve("plugins/store"), Path.of("nowhere"));

        assertThat(DataFolder.problemsOfParts(folder, true))
                .extracting(Problem::what)
                .containsExactly(
                        "In the data folder '%s' these have to be folders, and are none: files,"
                                        .formatted(folder)
                                + " log, plugins/drop, plugins/store, postgres.",
                        "In the data folder '%s' these have to be files, and are none: node,"
                                        .formatted(folder)
                                + " plugins/failed-starts.");
        assertThat(DataFolder.problemsOfParts(folder, false).getFirst().what())
                .endsWith(": files, log, plugins/drop, plugins/store.");
    }

    @Test
    void theFolderOfARestoreThatWasCutOffIsRefused() throws IOException {
        assertThat(DataFolder.problemOf(folder)).isEmpty();
        Files.createFile(folder.resolve(Restore.UNFINISHED));

        Problem problem = DataFolder.problemOf(folder).orElseThrow();

        assertThat(problem.what()).contains(folder.toString(), "restore that was not finished");
        assertThat(problem.remedy()).contains("Begin it again", "bin/backline backup restore");
    }

    @Test
    void aPartThatAnotherUserHasClosedIsNamed() throws IOException {
        Path store = Files.createDirectories(folder.resolve("plugins/store"));
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("r-x------"));
        assumeThat(Files.isWritable(store)).as("may write anywhere").isFalse();

        assertThat(DataFolder.problemsOfParts(folder, true).getFirst().what())
                .endsWith(": plugins/store.");
    }
}
