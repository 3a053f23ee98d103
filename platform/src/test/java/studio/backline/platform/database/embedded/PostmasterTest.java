package studio.backline.platform.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whose number it is that stands in the file of a cluster. */
@DisabledOnOs(OS.WINDOWS)
class PostmasterTest {

    @TempDir private Path folder;

    private Process process;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void aPostgresThatAnotherProgramRunsIsOne() throws IOException {
        assertThat(postmaster("postgres").running()).isPresent();
    }

    @Test
    void aProgramThatOnlySpeaksOfItIsNone() throws IOException {
        assertThat(postmaster("backup-of-postgres").running()).isEmpty();
    }

    /** A shell runs it, as an emulator does on a machine of another kind. */
    private Postmaster postmaster(String program) throws IOException {
        Path script = Files.writeString(folder.resolve(program), "read -r until_the_end\n");
        process = new ProcessBuilder("/bin/sh", script.toString(), "postgres").start();
        Files.writeString(folder.resolve("postmaster.pid"), process.pid() + "\n" + folder + "\n");
        return new Postmaster(folder);
    }
}
