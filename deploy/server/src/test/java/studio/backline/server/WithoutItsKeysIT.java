package studio.backline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import studio.backline.testkit.PackagedServer;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.TestPostgres;

/**
 * Whatever is wrong with the keys of a house is told, nothing is made in their place, and with the
 * right ones put back it starts again.
 */
class WithoutItsKeysIT {

    private final PackagedServer server = PackagedServer.fresh();
    private final Path root = server.data().resolveSibling("root.key");
    private final Path keys = server.data().resolve("keys");

    @AfterEach
    void tidyUp() {
        server.close();
    }

    @Test
    void keys_that_are_open_or_wrong_or_gone_are_told_from_each_other() throws IOException {
        server.opened();
        byte[] right = Files.readAllBytes(root);

        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Refusal.of(server))
                .contains("Others on this machine can read the root key file '%s'".formatted(root))
                .contains("Run 'chmod 400' on it");

        byte[] wrong = right.clone();
        wrong[0] ^= 1;
        write(wrong);
        assertThat(Refusal.of(server))
                .contains("is not the one that")
                .contains("Put the right root key there.");

        Files.delete(root);
        assertThat(Refusal.of(server))
                .contains("its root key is not at '%s'".formatted(root))
                .contains("Put the file back from your copy, or run 'backline key restore'");
        assertThat(root).as("a new root key").doesNotExist();

        Path copy = Files.move(keys, server.data().resolveSibling("copy"));
        assertThat(Refusal.of(server))
                .contains(
                        "There is a database in '%s', but its keys are not in '%s', nor its root"
                                        .formatted(server.data().resolve("postgres/cluster"), keys)
                                + " key at '%s'.".formatted(root))
                .contains("Put the keys folder back from the same backup");
        assertNothingIsMade();

        Files.move(copy, keys);
        write(right);
        server.start();
    }

    @Test
    @Tag("soak")
    void new_keys_on_a_database_of_others_are_refused_and_out_of_the_way_of_the_right_ones()
            throws IOException {
        TestDatabase database = TestPostgres.shared().newDatabase("refused");
        server.on(database).start();
        server.stop();
        Path copyOfRoot = Files.move(root, server.data().resolveSibling("copy.key"));
        Path copyOfKeys = Files.move(keys, server.data().resolveSibling("copy"));

        assertThat(Refusal.of(server))
                .contains("The database at '%s' was made with other keys".formatted(database.url()))
                .contains("than those in '%s', under the root key '%s'.".formatted(keys, root))
                .contains("the keys that this start made are gone again");
        assertNothingIsMade();

        Files.move(copyOfRoot, root);
        Files.move(copyOfKeys, keys);
        server.start();
    }

    private void write(byte[] key) throws IOException {
        Files.deleteIfExists(root);
        Files.write(root, key);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r--------"));
    }

    private void assertNothingIsMade() {
        assertThat(root).as("a new root key").doesNotExist();
        assertThat(keys).as("new keys").doesNotExist();
    }
}
