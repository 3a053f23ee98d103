package studio.backline.server.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The one command of a server, on machines that have what they have. */
@DisabledOnOs(OS.WINDOWS)
class ServerCommandTest {

    @TempDir private Path machine;

    @Test
    void gives_java_letters_for_all_folders_where_the_locale_has_none() throws Exception {
        String command = "deploy/server/src/main/backline/bin/backline";
        Script backline = Script.copyOf(command, machine);
        // As it is in a distribution.
        Path copy = machine.resolve(command);
        Script.executable(copy, Files.readString(copy));
        Path java = machine.resolve("home/.jdks/temurin-25.0.1");
        Script.executable(java.resolve("bin/java"), "#!/bin/sh\necho \"LOCALE=${LC_ALL:-}\"\n");
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");

        assertThat(Script.localesGivenBy(backline, machine, "serve"))
                .isEqualTo(Script.LOCALES_TO_BE_GIVEN);
    }
}
