package studio.backline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.testkit.PackagedServer;

/** What keeps the packaged server from starting is told in one report: what is so, what to do. */
class RefusedStartIT {

    private final PackagedServer server = PackagedServer.fresh();

    @AfterEach
    void tidyUp() {
        server.close();
    }

    @Test
    void a_data_folder_that_is_none_is_named_also_by_its_own_letters_without_a_locale()
            throws IOException {
        Path folder = server.data().resolveSibling("Bj\u00f6rk");
        Files.writeString(folder, "Dear artist,");
        server.with("BACKLINE_DATA", folder.toString()).with("LC_ALL", "C");

        assertThat(Refusal.of(server))
                .contains("The data folder '%s' is not a folder".formatted(folder))
                .contains("set backline.data to another folder.");
    }

    @Test
    void settings_folders_ports_and_the_database_are_told_in_one_report() throws IOException {
        Files.createDirectory(server.data());
        Files.writeString(server.data().resolve("log"), "Dear artist,");
        Files.writeString(server.data().resolve("files"), "Dear artist,");
        Files.createDirectory(server.data().resolve("plugins"));
        Files.writeString(server.data().resolve("plugins/drop"), "Dear artist,");
        int port = server.url().getPort();
        int free = freePort();
        withDatabaseAt(free);
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            server.with("BACKLINE_PLUGINS_TIMELIMITSECONDS", "1")
                    .with("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=/nowhere/tmp");

            assertThat(Refusal.of(server))
                    .contains("The setting backline.plugins.time-limit-seconds is 1")
                    .contains("these have to be folders, and are none: files, log, plugins/drop.")
                    .contains("Move them elsewhere")
                    .contains("The folder '/nowhere/tmp'")
                    .contains("Port %d on 127.0.0.1 cannot be used".formatted(port))
                    .contains("The database at 'jdbc:postgresql://127.0.0.1:%d/".formatted(free))
                    .contains("does not answer")
                    .contains("Check backline.database.url, username and password-file")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void a_password_that_the_database_does_not_take_is_told() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuseEachSignIn(socket));
            withDatabaseAt(socket.getLocalPort());

            assertThat(Refusal.of(server))
                    .contains("password authentication failed for user \"backline_admin\"")
                    .contains("Check backline.database.url, username and password-file")
                    .doesNotContain("hunter2");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void withDatabaseAt(int port) throws IOException {
        Path password = Files.writeString(server.data().resolveSibling("password"), "hunter2\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("r--------"));
        server.with(
                        "BACKLINE_DATABASE_URL",
                        "jdbc:postgresql://127.0.0.1:%d/backline".formatted(port))
                .with("BACKLINE_DATABASE_USERNAME", "backline_admin")
                .with("BACKLINE_DATABASE_PASSWORDFILE", password.toString());
    }

    /** Speaks as much of PostgreSQL's protocol (3.0) as it takes to say no. */
    private static void refuseEachSignIn(ServerSocket socket) {
        try {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    refuse(client);
                }
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void refuse(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        // A request for encryption is eight bytes long; what follows is the real greeting.
        while (in.readNBytes(in.readInt() - Integer.BYTES).length == Integer.BYTES) {
            out.write('N');
            out.flush();
        }
        byte[] fields =
                ("SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user"
                                + " \"backline_admin\"\0\0")
                        .getBytes(StandardCharsets.UTF_8);
        out.write('E');
        out.write(new byte[] {0, 0, 0, (byte) (fields.length + Integer.BYTES)});
        out.write(fields);
        out.flush();
    }
}
