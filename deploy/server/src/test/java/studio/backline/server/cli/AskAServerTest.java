package studio.backline.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.server.management.RunningServer;
import tools.jackson.databind.json.JsonMapper;

class AskAServerTest {

    private static final long PID = ProcessHandle.current().pid();

    /** One look more than the first is all that is needed. */
    private final Semaphore looks = new Semaphore(1);

    @TempDir private Path data;

    @Test
    void aServerThatIsGoneIsToldInWords() throws IOException {
        int port;
        try (ServerSocket free = listen()) {
            port = free.getLocalPort();
        }
        assertRefused(port, "No server answers any more where one ran.");
    }

    @Test
    void aServerThatEndsBeforeItAnswersIsToldInWords() throws IOException {
        try (ServerSocket ending = listen()) {
            Thread.startVirtualThread(
                    () -> {
                        while (!ending.isClosed()) {
                            hangUp(ending);
                        }
                    });
            assertRefused(ending.getLocalPort(), "The server ended before it had answered.");
        }
    }

    @Test
    void aServerThatStartsIsAwaitedUntilItIsReady() throws Exception {
        try (FileChannel starting = takeTheFolder()) {
            assertThat(
                            ServerClient.await(
                                    data,
                                    holder -> {
                                        assertThat(holder).isEqualTo("process " + PID);
                                        announce(1);
                                        return looks.tryAcquire();
                                    }))
                    .isPresent();
            assertThat(starting.isOpen()).isTrue();
        }
    }

    @Test
    void aServerThatIsNotReadyInTimeIsToldInWords() throws IOException {
        try (FileChannel starting = takeTheFolder()) {
            assertThatThrownBy(() -> ServerClient.await(data, holder -> false))
                    .isInstanceOf(Refused.class)
                    .hasMessageStartingWith("A server is starting or stopping on this data folder")
                    .hasMessageContaining("(process " + PID + ")");
            assertThat(starting.isOpen()).isTrue();
        }
    }

    @Test
    void aServerThatEndedOrWasKilledIsNotAwaited() throws Exception {
        assertThat(ServerClient.await(data, AskAServerTest::never)).isEmpty();

        FileChannel ends = takeTheFolder();
        assertThat(
                        ServerClient.await(
                                data,
                                holder -> {
                                    letGo(ends);
                                    return looks.tryAcquire();
                                }))
                .isEmpty();

        // Its number in the file is another program's by now.
        assertThat(data.resolve("run/server.lock")).exists();
        assertThat(ServerClient.await(data, AskAServerTest::never)).isEmpty();
    }

    private static boolean never(String holder) {
        throw new AssertionError("waits for " + holder);
    }

    private FileChannel takeTheFolder() throws IOException {
        Files.createDirectories(data.resolve("run"));
        FileChannel channel =
                FileChannel.open(
                        data.resolve("run/server.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        assertThat(channel.tryLock()).isNotNull();
        channel.write(ByteBuffer.wrap(String.valueOf(PID).getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static void letGo(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRefused(int port, String said) {
        announce(port);
        assertThatThrownBy(
                        () ->
                                ServerClient.find(data)
                                        .orElseThrow()
                                        .send("status", Map.of(), Map.class))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith(said);
    }

    private void announce(int port) {
        RunningServer server =
                new RunningServer(PID, "http://localhost", "http://127.0.0.1:" + port, "token");
        try {
            Files.createDirectories(data.resolve("run"));
            Files.write(
                    data.resolve("run").resolve(RunningServer.FILE),
                    JsonMapper.shared().writeValueAsBytes(server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static void hangUp(ServerSocket ending) {
        try {
            ending.accept().close();
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
