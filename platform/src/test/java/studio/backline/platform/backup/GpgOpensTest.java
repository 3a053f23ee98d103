package studio.backline.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.backup.place.FolderPlace;

/** Archives open with gpg, tar and gunzip alone, as the document on their format says. */
class GpgOpensTest {

    @TempDir private Path folder;

    @BeforeEach
    void requireGpg() {
        // The build installs it where it is missing; a machine of a contributor may have none.
        assumeTrue(isThere("gpg") && isThere("tar"), "gpg or tar is not installed here");
    }

    @Test
    void the_sheet_opens_the_keys_and_what_they_say_opens_the_rows() throws Exception {
        String sheet;
        String archive;
        try (SmallHouse house =
                SmallHouse.start(folder.resolve("data"), folder.resolve("key/root.key"))) {
            house.migrate();
            house.fill(3);
            sheet = String.join("", house.house().keys().recoverySheet().lines()).replace(" ", "");
            archive =
                    new Backups(house, Clock.systemUTC(), step -> {})
                            .create(new FolderPlace(folder.resolve("archives")))
                            .name();
        }
        Path keys = open(ArchiveNames.keysOf(archive).orElseThrow(), sheet);
        run("tar", "-xf", keys.toString(), "-C", folder.toString());
        String passphrase = Files.readString(folder.resolve("archive-passphrase.txt")).strip();

        Path tar = open(archive, passphrase);
        run("tar", "-xf", tar.toString(), "-C", folder.toString());
        String rows =
                run(
                        "gunzip",
                        "-c",
                        folder.resolve("tables/p_songs/song/00000001.copy.gz").toString());

        assertThat(rows.lines()).hasSize(3);
        assertThat(rows).contains("tab\\t line\\n back\\\\slash null \\\\N ü 1\t");
        assertThat(folder.resolve("manifest.json")).content().contains("\"rows\" : 3");
    }

    @Test
    void what_was_changed_does_not_open() throws Exception {
        Path archives = Files.createDirectories(folder.resolve("archives"));
        try (OutputStream out =
                studio.backline.platform.encryption.openpgp.OpenPgp.seal(
                        Files.newOutputStream(archives.resolve("whole")), "open", "x")) {
            out.write(new byte[100_000]);
        }
        byte[] changed = Files.readAllBytes(archives.resolve("whole"));
        changed[50_000] ^= 1;
        Files.write(archives.resolve("changed"), changed);

        assertThat(gpg("whole", "open", folder.resolve("w"))).isZero();
        assertThat(gpg("changed", "open", folder.resolve("c"))).isNotZero();
    }

    private Path open(String name, String passphrase) throws Exception {
        Path opened = folder.resolve(name + ".opened");
        assertThat(gpg(name, passphrase, opened)).isZero();
        return opened;
    }

    private int gpg(String name, String passphrase, Path to) throws Exception {
        Path home = folder.resolve("gpg");
        if (!Files.exists(home)) {
            Files.createDirectory(
                    home,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        List<String> command =
                List.of(
                        "gpg",
                        "--homedir",
                        home.toString(),
                        "--batch",
                        "--quiet",
                        "--pinentry-mode",
                        "loopback",
                        "--passphrase-fd",
                        "0",
                        "--output",
                        to.toString(),
                        "--decrypt",
                        folder.resolve("archives").resolve(name).toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write((passphrase + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Arrays.toString(command)).isZero();
        return out;
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }
}
