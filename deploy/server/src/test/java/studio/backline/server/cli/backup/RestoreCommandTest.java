package studio.backline.server.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.server.cli.Refused;

/** What it says of archives that it cannot read. */
class RestoreCommandTest {

    @TempDir private Path folder;

    @Test
    void a_file_that_is_not_there_is_told_from_one_that_is_closed() throws Exception {
        Path file = folder.resolve("archive");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> RestoreCommand.readable(file))
                .withMessage("There is no file '%s'.".formatted(file));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> RestoreCommand.readable(folder))
                .withMessage("There is no file '%s'.".formatted(folder));

        Files.writeString(file, "sealed");
        assertThat(RestoreCommand.readable(file)).isEqualTo(file);
    }

    @Test
    void a_folder_that_is_closed_is_told_with_what_opens_it() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Path file = Files.writeString(closed.resolve("archive"), "sealed");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("may read anywhere").isFalse();

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> RestoreCommand.readable(file))
                .withMessageContaining("The user " + System.getProperty("user.name"))
                .withMessageContaining("may not read '" + file)
                .withMessageContaining("chmod -R a+rX");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
}
