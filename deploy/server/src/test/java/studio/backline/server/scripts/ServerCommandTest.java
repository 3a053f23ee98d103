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

    private static final String COMMAND = "deploy/server/src/main/backline/bin/backline";

    @TempDir private Path machine;

    @Test
    void says_what_to_do_in_a_folder_that_java_cannot_be_told_of() throws Exception {
        Script backline = Script.copyOf(COMMAND, machine);
        Path link = machine.resolve(COMMAND);
        Path folder = machine.resolve("col:on");
        Script.executable(folder.resolve("bin/backline"), Files.readString(link));
        Files.delete(link);
        Files.createSymbolicLink(link, folder.resolve("bin/backline"));

        Script.Result result = backline.run("serve");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("in the folder " + folder.toRealPath())
                .contains("colon")
                .contains("Rename that folder");
    }

    @Test
    void gives_java_letters_for_all_folders_where_the_locale_has_none() throws Exception {
        Script backline = Script.copyOf(COMMAND, machine);
        // As it is in a distribution.
        Path copy = machine.resolve(COMMAND);
        Script.executable(copy, Files.readString(copy));
        Path java = machine.resolve("home/.jdks/temurin-25.0.1");
        Script.executable(java.resolve("bin/java"), "#!/bin/sh\necho \"LOCALE=${LC_ALL:-}\"\n");
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");

        assertThat(Script.localesGivenBy(backline, machine, "serve"))
                .isEqualTo(Script.LOCALES_TO_BE_GIVEN);
    }
}
