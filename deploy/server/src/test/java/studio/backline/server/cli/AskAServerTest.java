package studio.backline.server.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.server.management.RunningServer;
import tools.jackson.databind.json.JsonMapper;

class AskAServerTest {

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

    private void assertRefused(int port, String said) throws IOException {
        RunningServer left =
                new RunningServer(
                        ProcessHandle.current().pid(),
                        "http://localhost",
                        "http://127.0.0.1:" + port,
                        "token");
        Files.createDirectories(data.resolve("run"));
        Files.write(
                data.resolve("run").resolve(RunningServer.FILE),
                JsonMapper.shared().writeValueAsBytes(left));
        assertThatThrownBy(
                        () ->
                                ServerClient.find(data)
                                        .orElseThrow()
                                        .send("status", Map.of(), Map.class))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith(said);
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
