package studio.backline.platform.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.encryption.SealBrokenException;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.AccountSecrets.KeyEvent;
import studio.backline.platform.encryption.WorkspaceKeyEvent.Change;

class AccountSecretsTest {

    private static final String FIELD = "core.second_factor.secret";
    private static final byte[] SECRET = "JBSWY3DPEHPK3PXP of ada".getBytes(UTF_8);

    @TempDir private Path folder;
    private KeyStore store;
    private AccountSecrets secrets;
    private final List<KeyEvent> events = new ArrayList<>();
    private final AccountId ada = AccountId.next();
    private final UUID row = UUID.randomUUID();

    @BeforeEach
    void open() {
        store = KeyStore.open(folder.resolve("root.key"), folder.resolve("data"));
        secrets = new AccountSecrets(store, events::add);
    }

    @Test
    void theFirstSecretOfAnAccountMakesItsKeyAndARestartFindsIt() {
        byte[] envelope = secrets.seal(ada, FIELD, row, SECRET);
        byte[] another = secrets.seal(ada, FIELD, row, SECRET);

        assertThat(new AccountSecrets(store, events::add).open(ada, FIELD, row, envelope))
                .isEqualTo(SECRET);
        assertThat(new String(envelope, UTF_8)).doesNotContain("JBSWY");
        assertThat(another).as("a nonce of its own").isNotEqualTo(envelope);
        assertThat(events).containsExactly(new KeyEvent(ada, Change.CREATED));
        assertThat(folder.resolve("data/keys/accounts/" + ada + ".keys")).exists();
    }

    @Test
    void nothingOpensForAnotherAccountFieldOrRow() {
        AccountId bob = AccountId.next();
        secrets.seal(bob, FIELD, row, SECRET);
        byte[] envelope = secrets.seal(ada, FIELD, row, SECRET);

        broken(bob, FIELD, row, envelope);
        broken(ada, "core.second_factor.codes", row, envelope);
        broken(ada, FIELD, UUID.randomUUID(), envelope);
        broken(AccountId.next(), FIELD, row, envelope);
    }

    @Test
    void aWorkspaceOfTheSameIdOpensNothingOfAnAccount() {
        WorkspaceId twin = new WorkspaceId(ada.value());
        WorkspaceKeys workspaces = new WorkspaceKeys(store, event -> {});
        workspaces.create(twin);
        byte[] envelope = secrets.seal(ada, FIELD, row, SECRET);

        for (Purpose purpose : Purpose.values()) {
            assertThatThrownBy(
                            () ->
                                    new FieldEncryption(workspaces)
                                            .open(
                                                    new FieldEncryption.Place(
                                                            twin, FIELD, row, purpose),
                                                    envelope))
                    .isInstanceOf(SealBrokenException.class);
        }
    }

    @Test
    void noBitOfAnEnvelopeCanChange() {
        byte[] envelope = secrets.seal(ada, FIELD, row, SECRET);
        for (int bit = 0; bit < envelope.length * 8; bit++) {
            byte[] changed = envelope.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            broken(ada, FIELD, row, changed);
        }
        broken(ada, FIELD, row, new byte[0]);
    }

    @Test
    void aClosedAccountsSecretsAreShredAndItGetsNoOtherKey() throws Exception {
        byte[] envelope = secrets.seal(ada, FIELD, row, SECRET);
        Path file = folder.resolve("data/keys/accounts/" + ada + ".keys");
        byte[] kept = Files.readAllBytes(file);

        secrets.destroy(ada);
        secrets.destroy(ada);
        Files.write(file, kept);

        AccountSecrets afterCrash = new AccountSecrets(store, events::add);
        assertThatThrownBy(() -> afterCrash.open(ada, FIELD, row, envelope))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageContaining("destroyed");
        assertThatThrownBy(() -> afterCrash.seal(ada, FIELD, row, SECRET))
                .hasMessageContaining("destroyed");
        assertThat(afterCrash.isDestroyed(ada)).isTrue();
        assertThat(events)
                .containsExactly(
                        new KeyEvent(ada, Change.CREATED), new KeyEvent(ada, Change.DESTROYED));
        afterCrash.destroy(ada);
        assertThat(file).doesNotExist();
    }

    @Test
    void whatHadNoKeyCanBeDestroyedAllTheSame() {
        secrets.destroy(ada);

        assertThat(events).isEmpty();
        assertThatThrownBy(() -> secrets.seal(ada, FIELD, row, SECRET))
                .hasMessageContaining("destroyed");
    }

    @Test
    void firstSecretsOfOneAccountAtOnceAreSealedUnderOneKey() throws Exception {
        // Each has its own cache, as nodes have.
        Callable<byte[]> node =
                () -> new AccountSecrets(store, event -> {}).seal(ada, FIELD, row, SECRET);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<byte[]> envelope :
                    threads.invokeAll(Stream.generate(() -> node).limit(16).toList())) {
                assertThat(secrets.open(ada, FIELD, row, envelope.get())).isEqualTo(SECRET);
            }
        }
    }

    private void broken(AccountId account, String field, UUID at, byte[] envelope) {
        assertThatThrownBy(() -> secrets.open(account, field, at, envelope))
                .isInstanceOf(SealBrokenException.class);
    }
}
