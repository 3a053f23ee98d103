package studio.backline.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.encryption.disk.AtomicFile;

class KeyStoreTest {

    @TempDir private Path folder;
    private Path root;
    private Path data;

    @BeforeEach
    void places() throws Exception {
        root = folder.resolve("config/backline/root.key");
        data = Files.createDirectory(folder.resolve("data"));
    }

    @Test
    void theFirstStartMakesARootKeyThatOnlyItsOwnerCanRead() throws Exception {
        KeyStore.open(root, data);

        assertThat(Files.size(root)).isEqualTo(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("r--------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aSecretIsMadeOnceAndFoundAgainAfterARestart() {
        String password = KeyStore.open(root, data).password("database.platform");

        KeyStore again = KeyStore.open(root, data);

        assertThat(password).hasSize(43);
        assertThat(again.password("database.platform")).isEqualTo(password);
        assertThat(again.password("database.other")).isNotEqualTo(password);
    }

    @Test
    void noSecretAndNoKeyStandsInTheOpen() throws Exception {
        KeyStore store = KeyStore.open(root, data);
        String password = store.password("database.platform");
        byte[] key = Files.readAllBytes(root);

        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(content)
                        .doesNotContain(password)
                        .doesNotContain(new String(key, StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void aSecretUnderAnotherNameDoesNotOpen() throws Exception {
        KeyStore store = KeyStore.open(root, data);
        store.password("one");
        store.password("two");
        Path secrets = data.resolve("keys/secrets");
        Files.copy(
                secrets.resolve("one"),
                secrets.resolve("two"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> store.password("two"))
                .isInstanceOf(KeyStoreRefusedException.class)
                .hasMessageContaining("secrets/two'")
                .hasMessageContaining("damaged");
    }

    @Test
    void manyThatOpenANewStoreAtOnceFindOneKey() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<String> open = () -> KeyStore.open(root, data).password("shared");
            List<Future<String>> found =
                    threads.invokeAll(Stream.generate(() -> open).limit(16).toList());

            String first = found.getFirst().get();
            for (Future<String> each : found) {
                assertThat(each.get()).isEqualTo(first);
            }
        }
        assertThat(temporaries()).isEmpty();
    }

    @Test
    void aRootKeyThatOthersCanReadStopsTheStart() throws Exception {
        KeyStore.open(root, data);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r--r-----"));

        refused("Others on this machine can read", "chmod 400");
    }

    @Test
    void aRootKeyOfTheWrongSizeStopsTheStart() throws Exception {
        KeyStore.open(root, data);
        Files.delete(root);
        Files.write(root, new byte[31]);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r--------"));

        refused("31 bytes", "recovery sheet");
    }

    @Test
    void aDamagedInstanceKeyIsNotTakenForAnotherRootKey() throws Exception {
        KeyStore.open(root, data);
        Path file = data.resolve("keys/instance.keys");
        byte[] right = Files.readAllBytes(file);
        for (byte[] wrong :
                List.of(new byte[0], new byte[] {-1, -2, 0}, Arrays.copyOf(right, 40))) {
            Files.write(file, wrong);

            refused("instance.keys' is damaged", "your copy of the keys folder");
        }
    }

    @Test
    void aFolderInTheRootKeysPlaceStopsTheStart() throws Exception {
        KeyStore.open(root, data);
        root = root.getParent();

        refused("is a folder", root.resolve("root.key").toString());
    }

    @Test
    void aPlaceWhereNoRootKeyCanBeMadeStopsTheStart() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "a file");
        root = file.resolve("root.key");

        assertThatThrownBy(() -> KeyStore.examine(root, data))
                .hasMessageContaining("cannot be made")
                .hasMessageContaining("'%s' is not a folder".formatted(file));
    }

    @Test
    void lookingAtTheKeysMakesNone() {
        KeyStore.examine(root, data);

        assertThat(root).doesNotExist();
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void dataWithoutItsRootKeyStopsTheStartAndMakesNone() throws Exception {
        KeyStore.open(root, data);
        Files.delete(root);

        refused("its root key is not at", "backline key restore");
        assertThat(root).doesNotExist();
    }

    @Test
    void aDatabaseWithoutItsKeysStopsTheStartAndMakesNone() throws Exception {
        Path cluster = Files.createDirectories(data.resolve("postgres/cluster"));

        refused("database in '%s'".formatted(cluster), "Put the keys folder back");
        refused("not in '%s'".formatted(data.resolve("keys")), "the root key from your copy");
        refused("nor its root key at '%s'".formatted(root), "backline key restore");
        assertThat(root).doesNotExist();
        assertThat(data.resolve("keys")).doesNotExist();

        KeyStore.open(root, Files.createDirectory(folder.resolve("another")));
        refused("not in '%s'.".formatted(data.resolve("keys")), "from the same backup");
        assertThat(data.resolve("keys")).doesNotExist();
    }

    @Test
    void anotherRootKeyStopsTheStart() throws Exception {
        KeyStore.open(root, data);
        Files.delete(root);
        KeyStore.open(root, Files.createDirectory(folder.resolve("another")));

        refused("is not the one", "right root key");
    }

    @Test
    void aRootKeyInsideTheDataFolderIsRefusedAlsoBehindALink() throws Exception {
        root = data.resolve("root.key");
        refused("lies in the data folder", "outside");

        Path link = Files.createSymbolicLink(folder.resolve("link"), data);
        root = link.resolve("root.key");
        refused("lies in the data folder", "outside");
        assertThat(data.resolve("root.key")).doesNotExist();
    }

    @Test
    void aRootKeyInsideAGitCheckoutIsRefused() throws Exception {
        Files.createDirectories(folder.resolve("checkout/.git"));
        root = folder.resolve("checkout/secrets/root.key");

        refused("git checkout", "outside");
        assertThat(root).doesNotExist();
    }

    @Test
    void aLostRootKeyComesBackFromItsRecoverySheet() throws Exception {
        KeyStore store = KeyStore.open(root, data);
        String password = store.password("database.platform");
        RecoverySheet sheet = store.recoverySheet();
        Files.delete(root);

        KeyStore.restoreRootKey(root, data, new RecoverySheet(sheet.lines()));

        assertThat(KeyStore.open(root, data).password("database.platform")).isEqualTo(password);
        assertThatThrownBy(() -> KeyStore.restoreRootKey(root, data, sheet))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void theSheetOfAnotherInstallationIsNotTaken() throws Exception {
        KeyStore.open(root, data);
        Files.delete(root);
        RecoverySheet another = RecoverySheet.of(SecureTokens.bytes(32));

        assertThatThrownBy(() -> KeyStore.restoreRootKey(root, data, another))
                .isInstanceOf(KeyStoreRefusedException.class)
                .hasMessageContaining("is not the one");
        assertThat(root).doesNotExist();
    }

    @Test
    void aCrashBeforeTheRenameLeavesTheOldFileWhole() throws Exception {
        Path file = data.resolve("file");
        new AtomicFile("rw-------").write(file, new byte[] {1});
        AtomicFile crashing =
                new AtomicFile(
                        "rw-------",
                        () -> {
                            throw new IllegalStateException("crash");
                        });

        assertThatThrownBy(() -> crashing.write(file, new byte[] {2})).hasMessage("crash");

        assertThat(Files.readAllBytes(file)).containsExactly(1);
        AtomicFile.sweep(data, java.time.Instant.now());
        assertThat(temporaries()).as("young: may be another node's").hasSize(1);
        AtomicFile.sweep(data, java.time.Instant.now().plusSeconds(3600));
        assertThat(temporaries()).isEmpty();
    }

    @Test
    void aStartThatDiedBetweenRootKeyAndInstanceKeyGoesOn() throws Exception {
        KeyStore.open(root, data);
        byte[] key = Files.readAllBytes(root);
        Files.delete(data.resolve("keys/instance.keys"));

        KeyStore.open(root, data);

        assertThat(Files.readAllBytes(root)).isEqualTo(key);
        assertThat(data.resolve("keys/instance.keys")).exists();
    }

    /** By the look before a start as by the start itself. */
    private void refused(String what, String remedy) {
        for (ThrowingCallable way :
                List.<ThrowingCallable>of(
                        () -> KeyStore.examine(root, data), () -> KeyStore.open(root, data))) {
            assertThatThrownBy(way)
                    .isInstanceOfSatisfying(
                            KeyStoreRefusedException.class,
                            refusal -> {
                                assertThat(refusal.what()).contains(what);
                                assertThat(refusal.remedy()).contains(remedy);
                            });
        }
    }

    private List<Path> temporaries() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".tmp-")).toList();
        }
    }
}
