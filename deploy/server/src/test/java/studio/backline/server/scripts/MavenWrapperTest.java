package studio.backline.server.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that a new user runs first, on machines that have what they have. */
@DisabledOnOs(OS.WINDOWS)
class MavenWrapperTest {

    @TempDir private Path machine;
    private Script mvnw;

    @BeforeEach
    void aMachineWithNothing() throws IOException {
        mvnw = Script.copyOf("mvnw", machine);
    }

    @Test
    void says_what_to_install_where_there_is_no_jdk() throws Exception {
        Script.Result result = mvnw.run("verify");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("Backline is built with a JDK 25, and none was found on this machine.")
                .contains("adoptium.net");
    }

    @Test
    void passes_over_an_older_jdk_and_finds_the_right_one_by_itself() throws Exception {
        Path old = jdk("jvm/java-17", "17.0.12");
        Path right = jdk("jvm/temurin-25", "25.0.3");
        mavenOnPath("3.9.9");

        Script.Result result =
                mvnw.with("JAVA_HOME", old.toString())
                        .with("MVNW_JDK_FOLDERS", machine.resolve("jvm") + "/*")
                        .run("-B", "verify");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("JAVA_HOME=" + right).contains("ARGUMENTS=-B verify");
    }

    @Test
    void passes_over_a_jdk_that_does_not_run_here() throws Exception {
        Path broken = jdk("jvm/a-broken", "25.0.3");
        Script.executable(broken.resolve("bin/java"), "#!/bin/sh\nexit 126\n");
        Path right = jdk("jvm/temurin-25", "25.0.3");
        mavenOnPath("3.9.9");

        Script.Result result =
                mvnw.with("JAVA_HOME", broken.toString())
                        .with("MVNW_JDK_FOLDERS", machine.resolve("jvm") + "/*")
                        .run("verify");

        assertThat(result.out()).contains("JAVA_HOME=" + right);
    }

    @Test
    void takes_a_jdk_of_the_home_folder() throws Exception {
        Path right = jdk("home/.sdkman/candidates/java/25-tem", "25");
        mavenOnPath("3.8.6");

        assertThat(mvnw.run("verify").out()).contains("JAVA_HOME=" + right);
    }

    @Test
    void hands_on_the_exit_code_of_maven() throws Exception {
        jdk("home/.jdks/temurin-25.0.1", "25.0.1");
        mavenOnPath("4.0.0");

        assertThat(mvnw.with("MAVEN_EXITS", "7").run("verify").code()).isEqualTo(7);
        assertThat(mvnw.with("MAVEN_EXITS", "7").run("-Pstart").code()).isEqualTo(7);
    }

    @Test
    void keeps_nothing_of_an_archive_that_is_not_the_expected_one() throws Exception {
        jdk("home/.jdks/temurin-25.0.1", "25.0.1");
        mavenOnPath("3.6.3");
        Path archive = Files.writeString(machine.resolve("maven.tar.gz"), "not Maven");

        Script.Result result = mvnw.with("MAVEN_DISTRIBUTION", archive.toString()).run("verify");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("its SHA-512 differs. Nothing was kept.");
        assertThat(machine.resolve("home/.m2/distributions")).isEmptyDirectory();
    }

    @Test
    void fetches_maven_once_where_there_is_none() throws Exception {
        jdk("home/.jdks/temurin-25.0.1", "25.0.1");
        Path archive = machine.resolve("maven.tar.gz");
        writeArchive(archive);
        mvnw.replace("(?m)^maven_sha512=.*$", "maven_sha512=" + sha512(archive));
        mvnw.with("MAVEN_DISTRIBUTION", archive.toString());

        assertThat(mvnw.run("verify").out()).contains("ARGUMENTS=verify");
        Files.delete(archive);
        Script.Result second = mvnw.run("package");

        assertThat(second.err()).isEmpty();
        assertThat(second.out()).contains("ARGUMENTS=package");
    }

    @Test
    void becomes_maven_so_that_who_ends_the_one_ends_the_other() throws Exception {
        jdk("home/.jdks/temurin-25.0.1", "25.0.1");
        mavenOnPath("3.9.9");

        Script.Result result = mvnw.run("-Pstart");

        assertThat(result.out()).contains("PROCESS=" + result.pid());
    }

    @Test
    void gives_java_letters_for_all_folders_where_the_locale_has_none() throws Exception {
        jdk("home/.jdks/temurin-25.0.1", "25.0.1");
        mavenOnPath("3.9.9");

        assertThat(Script.localesGivenBy(mvnw, machine, "verify"))
                .isEqualTo(Script.LOCALES_TO_BE_GIVEN);
    }

    @Test
    void reads_no_settings_of_maven_that_name_another_jdk_unless_told_to() throws Exception {
        Path right = jdk("home/.jdks/temurin-25.0.1", "25.0.1");
        mavenOnPath("3.9.9");
        Files.writeString(machine.resolve("home/.mavenrc"), "JAVA_HOME=/usr/lib/jvm/java-17\n");

        assertThat(mvnw.run("verify").out()).contains("JAVA_HOME=" + right);
        assertThat(mvnw.with("MAVEN_SKIP_RC", "").run("verify").out())
                .contains("JAVA_HOME=/usr/lib/jvm/java-17");
    }

    @Test
    void repeats_what_maven_says_where_it_does_not_start_and_fetches_none() throws Exception {
        jdk("home/.jdks/temurin-25.0.1", "25.0.1");
        Script.executable(
                machine.resolve("bin/mvn"),
                "#!/bin/sh\necho Unrecognized option: $MAVEN_OPTS >&2\nexit 1\n");

        Script.Result result = mvnw.with("MAVEN_OPTS", "-XX:OfThePast").run("verify");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("does not start on the JDK in")
                .contains("Unrecognized option: -XX:OfThePast")
                .contains("an option in MAVEN_OPTS")
                .doesNotContain("Fetching", "Install Maven 3.8.6");
    }

    @Test
    void takes_a_jdk_that_refuses_the_options_of_the_environment() throws Exception {
        Path right = jdk("home/.jdks/temurin-25.0.1", "25.0.1");
        Script.executable(right.resolve("bin/java"), "#!/bin/sh\n[ -z \"$JAVA_TOOL_OPTIONS\" ]\n");
        mavenOnPath("3.9.9");

        assertThat(mvnw.with("JAVA_TOOL_OPTIONS", "-XX:OfThePast").run("verify").out())
                .contains("JAVA_HOME=" + right);
    }

    @Test
    void leaves_the_choice_of_another_collector_to_who_builds() throws Exception {
        Process java =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "@" + System.getProperty("backline.root") + "/.mvn/jvm.config",
                                "-XX:+UseParallelGC",
                                "-version")
                        .redirectErrorStream(true)
                        .start();

        assertThat(new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .doesNotContain("Multiple garbage collectors selected");
        assertThat(java.waitFor()).isZero();
    }

    private Path jdk(String folder, String version) throws IOException {
        Path home = machine.resolve(folder);
        Script.executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        Script.executable(home.resolve("bin/java"), "#!/bin/sh\n");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        return home.toRealPath();
    }

    private void mavenOnPath(String version) throws IOException {
        Script.executable(machine.resolve("bin/mvn"), maven(version));
    }

    private static String maven(String version) {
        return """
        #!/bin/sh
        if [ -z "$MAVEN_SKIP_RC" ] && [ -f "$HOME/.mavenrc" ]; then . "$HOME/.mavenrc"; fi
        if [ "$1" = --version ]; then echo "Apache Maven %s (abc)"; exit 0; fi
        echo "JAVA_HOME=$JAVA_HOME"
        echo "ARGUMENTS=$*"
        echo "PROCESS=$$"
        echo "LOCALE=${LC_ALL:-}"
        exit "${MAVEN_EXITS:-0}"
        """
                .formatted(version);
    }

    private static void writeArchive(Path archive) throws IOException {
        byte[] script = maven("3.9.15").getBytes(StandardCharsets.UTF_8);
        try (OutputStream file = Files.newOutputStream(archive);
                var tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
            TarArchiveEntry entry = new TarArchiveEntry("apache-maven-3.9.15/bin/mvn");
            entry.setMode(0755);
            entry.setSize(script.length);
            tar.putArchiveEntry(entry);
            tar.write(script);
            tar.closeArchiveEntry();
        }
    }

    private static String sha512(Path file) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(digest);
    }
}
