package studio.backline.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.backup.place.BackupPlace.Kept;
import studio.backline.platform.backup.place.SftpAddress;
import studio.backline.platform.backup.place.SftpPlace;
import studio.backline.platform.core.Core;
import studio.backline.platform.outbound.OutboundSockets;
import studio.backline.platform.outbound.SocketRoute.TlsMode;

/** Archives on an SFTP server, over sockets of the house's own way out. */
class SftpPlaceTest {

    @TempDir private Path folder;

    private FakeSftp server;

    @BeforeEach
    void open() throws Exception {
        server = FakeSftp.open(folder.resolve("there"));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void what_is_put_there_comes_back_and_appears_only_when_it_is_whole() throws Exception {
        byte[] content = new byte[9 << 20];
        new Random(7).nextBytes(content);
        try (SftpPlace place = place(FakeSftp.PASSWORD, server.hostKey())) {
            assertThat(place.list()).isEmpty();
            place.put(
                    "one",
                    out -> {
                        out.write(content);
                        out.flush();
                        assertThat(place.list()).isEmpty();
                        assertThat(there("one")).doesNotExist();
                    });
            place.put("small", out -> out.write(1));
            place.put("small", out -> out.write(new byte[] {2, 3}));

            assertThat(place.list())
                    .containsExactly(new Kept("one", content.length), new Kept("small", 2));
            try (InputStream in = place.open("one");
                    InputStream other = place.open("small")) {
                assertThat(other.readAllBytes()).containsExactly(2, 3);
                assertThat(in.readAllBytes()).isEqualTo(content);
            }
            place.delete("one");
            place.delete("one");
            assertThat(place.list()).extracting(Kept::name).containsExactly("small");
            assertThatThrownBy(() -> place.open("one")).hasMessageContaining("There is no 'one'");
        }
    }

    @Test
    void what_fails_or_was_killed_in_between_leaves_nothing() throws Exception {
        Files.createDirectories(there("."));
        Files.writeString(there("killed.unfinished"), "half");
        Files.writeString(there("another.unfinished"), "of another house");
        Files.writeString(there("keys.former"), "put aside when it was killed");
        try (SftpPlace place = place(FakeSftp.PASSWORD, server.hostKey())) {
            place.clear("k");
            assertThatThrownBy(
                            () ->
                                    place.put(
                                            "one",
                                            out -> {
                                                out.write(new byte[100_000]);
                                                throw new IOException("the database went away");
                                            }))
                    .isInstanceOf(BackupRefusedException.class)
                    .hasMessageContaining("the database went away");

            assertThat(place.list()).extracting(Kept::name).containsExactly("keys");
            assertThat(folder.resolve("there/archives/of"))
                    .isDirectoryContaining("glob:**/keys")
                    .isDirectoryContaining("glob:**/another.unfinished")
                    .isDirectoryNotContaining("glob:**/killed.*")
                    .isDirectoryNotContaining("glob:**/one.*")
                    .isDirectoryNotContaining("glob:**/*.former");
        }
    }

    @Test
    void a_server_with_another_key_hears_no_password() throws Exception {
        String hostKey = server.hostKey();
        assertThatThrownBy(() -> place(FakeSftp.PASSWORD, ""))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining(hostKey)
                .hasMessageContaining("name this key");

        server = server.replaced();

        assertThatThrownBy(() -> place(FakeSftp.PASSWORD, hostKey))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining(server.hostKey())
                .hasMessageContaining("somebody is in between");
        assertThat(server.asked).hasValue(0);
    }

    @Test
    void a_private_key_signs_in_and_a_wrong_password_does_not() throws Exception {
        try (SftpPlace place = place(server.identity(), server.hostKey())) {
            place.put("one", out -> out.write(1));
            assertThat(place.list()).hasSize(1);
        }
        assertThatThrownBy(() -> place("tea", server.hostKey()))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("does not let 'studio' in")
                .hasMessageContaining("Check the user, and the password or key");
    }

    @Test
    void a_server_that_is_down_is_named() throws Exception {
        String hostKey = server.hostKey();
        server.close();

        assertThatThrownBy(() -> place(FakeSftp.PASSWORD, hostKey))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("The server 127.0.0.1 is not reached")
                .hasMessageContaining("Check whether it is up");
    }

    @Test
    void an_address_is_read_or_refused_in_words() {
        SftpAddress home = SftpAddress.of("sftp://anna@[::1]:2222/~/b/c/");
        assertThat(home.folder()).isEqualTo("b/c");
        assertThat(home.server().host()).isEqualTo("::1");
        assertThat(SftpAddress.of("sftp://a@box.example/srv").server().port()).isEqualTo(22);
        for (String wrong :
                Set.of(
                        "sftp://box/srv",
                        "sftp://a:secret@box/srv",
                        "sftp://a@box",
                        "sftp://a@box/../x",
                        "sftp://a@box/a*b",
                        "sftp://a@box:99999/srv",
                        "ssh://a@box/srv")) {
            assertThatThrownBy(() -> SftpAddress.of(wrong))
                    .as(wrong)
                    .isInstanceOf(BackupRefusedException.class)
                    .hasMessageContaining("sftp://user@host/folder");
        }
    }

    private Path there(String name) {
        return folder.resolve("there/archives/of").resolve(name);
    }

    private SftpPlace place(String secret, String hostKey) throws IOException {
        SftpAddress address = SftpAddress.of(server.address("/archives/of"));
        return SftpPlace.open(
                address,
                secret,
                hostKey,
                Core.shared()
                        .bean(OutboundSockets.class)
                        .route("core.backup", address.server(), TlsMode.STARTTLS, "backup"));
    }
}
