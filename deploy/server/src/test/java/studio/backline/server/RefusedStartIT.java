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
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.TestPostgres;

/** What keeps the packaged server from starting is told in one report: what is so, what to do. */
class RefusedStartIT {

    private final PackagedServer server = PackagedServer.fresh();

    @AfterEach
    void tidyUp() {
        server.close();
    }

    @Test
    void a_root_key_that_is_open_or_wrong_or_gone_is_told_from_each_other() throws IOException {
        server.start();
        server.stop();
        Path key = server.data().resolveSibling("root.key");
        byte[] right = Files.readAllBytes(key);

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refusal())
                .contains("Others on this machine can read the root key file '%s'".formatted(key))
                .contains("Run 'chmod 400' on it");

        byte[] wrong = right.clone();
        wrong[0] ^= 1;
        Files.write(key, wrong);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
        assertThat(refusal())
                .contains("is not the one that")
                .contains("Put the right root key there.");

        Files.delete(key);
        assertThat(refusal())
                .contains("its root key is not at '%s'".formatted(key))
                .contains("Put the file back from your copy, or run 'backline key restore'");
        assertThat(key).as("a new root key").doesNotExist();

        Files.write(key, right);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
        server.start();
    }

    @Test
    void a_database_whose_keys_are_all_gone_gets_no_others_and_takes_the_right_ones_back()
            throws IOException {
        server.start();
        server.stop();
        Path root = server.data().resolveSibling("root.key");
        Path keys = server.data().resolve("keys");
        Path copyOfRoot = Files.move(root, server.data().resolveSibling("copy.key"));
        Path copyOfKeys = Files.move(keys, server.data().resolveSibling("copy"));

        assertThat(refusal())
                .contains(
                        "There is a database in '%s', but its keys are not in '%s', nor its root"
                                        .formatted(server.data().resolve("postgres/cluster"), keys)
                                + " key at '%s'.".formatted(root))
                .contains("Put the keys folder back from the same backup");
        assertThat(root).as("a new root key").doesNotExist();
        assertThat(keys).as("new keys").doesNotExist();

        Files.move(copyOfRoot, root);
        Files.move(copyOfKeys, keys);
        server.start();
    }

    @Test
    void new_keys_on_a_database_of_others_are_refused_and_out_of_the_way_of_the_right_ones()
            throws IOException {
        TestDatabase database = TestPostgres.shared().newDatabase("refused");
        server.on(database).start();
        server.stop();
        Path root = server.data().resolveSibling("root.key");
        Path keys = server.data().resolve("keys");
        Path copyOfRoot = Files.move(root, server.data().resolveSibling("copy.key"));
        Path copyOfKeys = Files.move(keys, server.data().resolveSibling("copy"));

        assertThat(refusal())
                .contains("The database at '%s' was made with other keys".formatted(database.url()))
                .contains("than those in '%s', under the root key '%s'.".formatted(keys, root))
                .contains("the keys that this start made are gone again");
        assertThat(root).as("a new root key").doesNotExist();
        assertThat(keys).as("new keys").doesNotExist();

        Files.move(copyOfRoot, root);
        Files.move(copyOfKeys, keys);
        server.start();
    }

    @Test
    void a_data_folder_that_is_none_is_named() throws IOException {
        Files.writeString(server.data(), "Dear artist,");

        assertThat(refusal())
                .contains("The data folder '%s' is not a folder".formatted(server.data()))
                .contains("set backline.data to another folder.");
    }

    @Test
    void a_database_that_is_not_there_is_named() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        withDatabaseAt(free);

        assertThat(refusal())
                .contains("The database at 'jdbc:postgresql://127.0.0.1:%d/".formatted(free))
                .contains("does not answer")
                .contains("Check backline.database.url, username and password-file")
                .doesNotContain("hunter2");
    }

    @Test
    void a_password_that_the_database_does_not_take_is_told() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuseEachSignIn(socket));
            withDatabaseAt(socket.getLocalPort());

            assertThat(refusal())
                    .contains("password authentication failed for user \"backline_admin\"")
                    .contains("Check backline.database.url, username and password-file")
                    .doesNotContain("hunter2");
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

    /** Starts it and gives what it said when it ended. */
    private String refusal() {
        int before = server.console().length();
        server.launch();
        assertThat(server.awaitEnd()).isEqualTo(1);
        String said = server.console().substring(before);
        assertThat(said)
                .containsOnlyOnce("Backline did not start.")
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
        return said;
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
