package studio.backline.platform.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** It is brought back as often as it goes, and let be while it lives, however long it takes. */
@Timeout(60)
class PostgresWatchTest {

    private static final Duration BEAT = Duration.ofMillis(5);

    @TempDir private Path cluster;
    private Path program = Path.of("");
    private final BlockingQueue<Process> started = new LinkedBlockingQueue<>();
    private final Queue<PostgresWatch.Start> starts = new ArrayDeque<>();
    private PostgresWatch watch = new PostgresWatch(new Postmaster(cluster), () -> false, BEAT);

    @BeforeEach
    void aProgramThatIsTakenForIt() throws IOException {
        program = cluster.resolve("postgres");
        Files.copy(Path.of("/bin/sleep").toRealPath(), program, StandardCopyOption.COPY_ATTRIBUTES);
        watch = new PostgresWatch(new Postmaster(cluster), () -> starts.remove().answers(), BEAT);
    }

    @AfterEach
    void endAll() {
        watch.end();
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void itIsStartedAgainEachTimeItGoes() throws Exception {
        Process first = comesUp("ready");
        starts.add(() -> comesUp("ready").isAlive());
        starts.add(() -> comesUp("ready").isAlive());
        started.clear();

        watch.begin();

        first.destroyForcibly();
        next().destroyForcibly();
        next();
        assertThat(starts).isEmpty();
    }

    @Test
    void whileItGoesThroughWhatItFindsItIsLetBeAndThenWatchedAsBefore() throws Exception {
        starts.add(
                () -> {
                    comesUp("starting");
                    return false;
                });
        starts.add(() -> comesUp("ready").isAlive());

        watch.begin();

        Process slow = next();
        // Many beats long nothing else is started.
        assertThat(started.poll(BEAT.toMillis() * 40, TimeUnit.MILLISECONDS)).isNull();
        say(slow, "ready");
        assertThat(watch.awaitAnswer()).isTrue();
        slow.destroyForcibly();
        next();
    }

    @Test
    void whateverGoesWrongThereIsAnotherTry() throws Exception {
        starts.add(
                () -> {
                    throw new IllegalStateException("no user namespace");
                });
        starts.add(
                () -> {
                    throw new IOException("no room");
                });
        starts.add(() -> false);
        // It answered, and is gone before anybody has looked.
        starts.add(
                () -> {
                    Process brief = comesUp("ready");
                    brief.destroyForcibly().onExit().join();
                    return true;
                });
        starts.add(() -> comesUp("ready").isAlive());

        watch.begin();

        next();
        assertThat(next().isAlive()).isTrue();
    }

    @Test
    void whatIsLetGoStaysAway() throws Exception {
        Process last = comesUp("ready");
        watch.begin();

        watch.end();
        last.destroyForcibly().onExit().get();

        assertThat(watch.isOn()).isFalse();
        assertThat(watch.awaitAnswer()).isFalse();
        assertThat(started).hasSize(1);
    }

    private Process next() throws InterruptedException {
        Process process = started.poll(30, TimeUnit.SECONDS);
        assertThat(process).as("started").isNotNull();
        return process;
    }

    private Process comesUp(String state) throws IOException {
        Process process = new ProcessBuilder(program.toString(), "600").start();
        say(process, state);
        started.add(process);
        return process;
    }

    /** As PostgreSQL writes it: number, folder, time, port, socket, address, memory, state. */
    private void say(Process process, String state) throws IOException {
        Path fresh = cluster.resolve("fresh.pid");
        Files.writeString(
                fresh,
                "%d%n%s%n0%n5432%n%n127.0.0.1%n1 2%n%-8s%n"
                        .formatted(process.pid(), cluster, state));
        Files.move(fresh, new Postmaster(cluster).file(), StandardCopyOption.REPLACE_EXISTING);
    }
}
