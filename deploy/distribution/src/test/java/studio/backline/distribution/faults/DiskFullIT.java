package studio.backline.distribution.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.FirstEvening;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;

/**
 * A disk with nothing left on it: the data folder lies on a small one of its own, in a namespace of
 * the server. Whatever needs room is refused in words and leaves nothing, the server and its doctor
 * stay, and once there is room all goes on, with all that was there.
 */
class DiskFullIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Puts the house that is there on the small disk, and becomes the server. */
    private static final String ON_A_SMALL_DISK =
            """
            set -e
            mv "$BACKLINE_DATA" "$BACKLINE_DATA.large"
            mkdir "$BACKLINE_DATA"
            mount -t tmpfs -o size=640m,mode=700 tmpfs "$BACKLINE_DATA"
            cp -a "$BACKLINE_DATA.large/." "$BACKLINE_DATA"
            exec "$@"
            """;

    @TempDir Path folder;

    @Test
    void nothingIsLostAndAllGoesOnOnceThereIsRoom() throws IOException {
        try (PackagedServer server = PackagedServer.fresh().opened()) {
            assumeTrue(isAllowed(), "No namespace with a disk of its own can be made here.");
            server.through("unshare", "--user", "--map-root-user", "--mount")
                    .through("sh", "-c", ON_A_SMALL_DISK, "sh");
            server.start();
            Path data = seenFromHere(server);
            Path before = folder.resolve("before");
            assertThat(run(server, data, "backup", "create", "--place=" + before).exit()).isZero();

            Path filler = fill(data);
            refused(server, data);
            Files.delete(filler);

            await(server);
            goesOn(server, data);
        }
    }

    private static boolean isAllowed() throws IOException {
        try {
            return new ProcessBuilder(
                                    "unshare",
                                    "--user",
                                    "--map-root-user",
                                    "--mount",
                                    "mount",
                                    "-t",
                                    "tmpfs",
                                    "tmpfs",
                                    "/tmp")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The namespace is seen through the process that is in it. */
    private static Path seenFromHere(PackagedServer server) {
        return Path.of("/proc/%d/root%s".formatted(server.pid(), server.data()));
    }

    private static CommandResult run(PackagedServer server, Path data, String... arguments) {
        return server.command(
                Stream.concat(Stream.of(arguments), Stream.of("--data=" + data))
                        .toArray(String[]::new));
    }

    private static Path fill(Path data) throws IOException {
        Path filler = data.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] much = new byte[1 << 16];
            for (int size = much.length; size > 0; ) {
                try {
                    out.write(much, 0, size);
                } catch (IOException full) {
                    assertThat(full).hasMessageContaining("No space left");
                    size /= 2;
                }
            }
        }
        return filler;
    }

    private static void refused(PackagedServer server, Path data) throws IOException {
        CommandResult install = run(server, data, "plugin", "install", jar(server));
        assertThat(install.exit()).as(install.out()).isNotZero();
        assertThat(install.err() + install.out()).containsIgnoringCase("room");

        Path place = server.data().resolve("archives");
        CommandResult backup = run(server, data, "backup", "create", "--place=" + place);
        assertThat(backup.exit()).as(backup.out()).isNotZero();
        assertThat(backup.err() + backup.out()).containsIgnoringCase("room");
        assertThat(filesIn(data.resolve("archives"))).as("half an archive").isEmpty();

        CommandResult doctor = run(server, data, "doctor");
        assertThat(doctor.out()).contains("GiB are free").contains("Make room there");
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(server.isRunning()).as(server.console()).isTrue();
    }

    private void goesOn(PackagedServer server, Path data) {
        Operator operator = Operator.usual();
        assertThat(FirstEvening.signIn(server, operator).open("").status()).isEqualTo(200);
        CommandResult install = run(server, data, "plugin", "install", jar(server));
        assertThat(install.exit()).as(install.err() + server.console()).isZero();
        String place = "--place=" + folder.resolve("after");
        for (String act : List.of("create", "verify")) {
            CommandResult backup = run(server, data, "backup", act, place);
            assertThat(backup.exit()).as(backup.err() + server.console()).isZero();
        }
    }

    /** The database may have ended over it, and is started again. */
    private static void await(PackagedServer server) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!server.isHealthy()) {
            assertThat(System.nanoTime()).as(server.console()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static String jar(PackagedServer server) {
        return server.home().resolve("plugins/crm.jar").toString();
    }

    private static List<Path> filesIn(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(place)) {
            return all.toList();
        }
    }
}
