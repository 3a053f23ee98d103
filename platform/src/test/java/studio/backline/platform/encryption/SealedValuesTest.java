package studio.backline.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import studio.backline.contract.encryption.Sealed;
import studio.backline.contract.encryption.Sealer;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.FieldEncryption.Place;

class SealedValuesTest {

    private static final String NOTE = "Plays left-handed; likes tea. Łódź 🎸";

    @TempDir private Path folder;
    private KeyStore store;
    private WorkspaceKeys keys;
    private FieldEncryption fields;
    private final List<WorkspaceKeyEvent> events = new ArrayList<>();
    private final WorkspaceId workspace = WorkspaceId.next();
    private final UUID row = UUID.randomUUID();
    private final Place place = new Place(workspace, "crm.note.text", row, Purpose.PERSONAL);

    @BeforeEach
    void open() {
        store = KeyStore.open(folder.resolve("root.key"), folder.resolve("data"));
        keys = new WorkspaceKeys(store, events::add);
        keys.create(workspace);
        fields = new FieldEncryption(keys);
    }

    @Test
    void whatWasSealedOpensInItsPlace() {
        byte[] envelope = fields.sealText(place, NOTE);

        assertThat(fields.openText(place, envelope)).isEqualTo(NOTE);
        assertThat(new String(envelope, StandardCharsets.UTF_8)).doesNotContain("tea");
        assertThat(fields.sealText(place, NOTE)).as("a nonce of its own").isNotEqualTo(envelope);
    }

    @Test
    void nothingOpensInAnotherRowFieldPurposeOrWorkspace() {
        WorkspaceId other = WorkspaceId.next();
        keys.create(other);
        byte[] envelope = fields.sealText(place, NOTE);

        broken(
                new Place(workspace, "crm.note.text", UUID.randomUUID(), Purpose.PERSONAL),
                envelope);
        broken(new Place(workspace, "crm.note.title", row, Purpose.PERSONAL), envelope);
        broken(new Place(workspace, "crm.note.text", row, Purpose.CHAT), envelope);
        broken(new Place(other, "crm.note.text", row, Purpose.PERSONAL), envelope);
    }

    @Test
    void noBitOfAnEnvelopeCanChange() {
        byte[] envelope = fields.sealText(place, "short");
        for (int bit = 0; bit < envelope.length * 8; bit++) {
            byte[] changed = envelope.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            broken(place, changed);
        }
        for (int length = 0; length < envelope.length; length++) {
            broken(place, java.util.Arrays.copyOf(envelope, length));
        }
    }

    @Test
    void aDestroyedKeyOpensNothingAndIsNotMadeAgain() {
        byte[] envelope = fields.sealText(place, NOTE);

        keys.destroy(workspace);
        keys.destroy(workspace);

        assertThatThrownBy(() -> fields.openText(place, envelope))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageContaining("'crm.note.text'")
                .hasMessageContaining("destroyed");
        assertThatThrownBy(() -> fields.sealText(place, NOTE)).hasMessageContaining("destroyed");
        assertThatThrownBy(() -> keys.create(workspace)).hasMessageContaining("destroyed");
        WorkspaceKeys afterRestart = new WorkspaceKeys(store, events::add);
        assertThat(afterRestart.exists(workspace)).isFalse();
        assertThat(events)
                .containsExactly(
                        new WorkspaceKeyEvent(workspace, WorkspaceKeyEvent.Change.CREATED),
                        new WorkspaceKeyEvent(workspace, WorkspaceKeyEvent.Change.DESTROYED));
    }

    @Test
    void aDestructionThatWasCutOffCountsAndIsFinishedWhenAskedAgain() throws Exception {
        byte[] envelope = fields.sealText(place, NOTE);
        Path keyFile = folder.resolve("data/keys/workspaces/" + workspace + ".keys");
        byte[] kept = Files.readAllBytes(keyFile);
        keys.destroy(workspace);
        Files.write(keyFile, kept);

        WorkspaceKeys afterCrash = new WorkspaceKeys(store, events::add);

        assertThatThrownBy(() -> new FieldEncryption(afterCrash).openText(place, envelope))
                .isInstanceOf(SealBrokenException.class);
        afterCrash.destroy(workspace);
        assertThat(keyFile).doesNotExist();
    }

    @Test
    void manyThatMakeTheKeyOfAWorkspaceAtOnceMakeOne() throws Exception {
        WorkspaceId fresh = WorkspaceId.next();
        Place there = new Place(fresh, "crm.note.text", row, Purpose.PERSONAL);
        // Each has its own cache, as nodes have.
        Callable<byte[]> node =
                () -> {
                    WorkspaceKeys own = new WorkspaceKeys(store, event -> {});
                    own.create(fresh);
                    return new FieldEncryption(own).sealText(there, NOTE);
                };
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<byte[]> envelope :
                    threads.invokeAll(Stream.generate(() -> node).limit(16).toList())) {
                assertThat(fields.openText(there, envelope.get())).isEqualTo(NOTE);
            }
        }
    }

    @Test
    void aKeyIsNotRememberedAsMissing() {
        WorkspaceId late = WorkspaceId.next();
        Place there = new Place(late, "crm.note.text", row, Purpose.PERSONAL);
        assertThatThrownBy(() -> fields.sealText(there, NOTE)).hasMessageContaining("no key");

        new WorkspaceKeys(store, event -> {}).create(late);

        assertThat(fields.openText(there, fields.sealText(there, NOTE))).isEqualTo(NOTE);
    }

    @Test
    void aKeyFileOfAnotherWorkspaceIsRefused() throws Exception {
        WorkspaceId other = WorkspaceId.next();
        Path files = folder.resolve("data/keys/workspaces");
        Files.copy(files.resolve(workspace + ".keys"), files.resolve(other + ".keys"));

        assertThatThrownBy(() -> keys.find(other)).hasMessageContaining("damaged or another's");
    }

    @Test
    void aFileUnderTheInstancesNameIsNotTakenForItsKeys() throws Exception {
        Place ofInstance =
                new Place(WorkspaceKeys.INSTANCE, "mail.password", row, Purpose.CREDENTIAL);
        byte[] envelope = fields.sealText(ofInstance, NOTE);

        keys.create(WorkspaceKeys.INSTANCE);
        Path files = folder.resolve("data/keys/workspaces");
        assertThat(files.resolve(WorkspaceKeys.INSTANCE + ".keys")).doesNotExist();
        // Older versions made one, and sealed nothing with it.
        Files.copy(
                files.resolve(workspace + ".keys"),
                files.resolve(WorkspaceKeys.INSTANCE + ".keys"));

        assertThat(
                        new FieldEncryption(new WorkspaceKeys(store, events::add))
                                .openText(ofInstance, envelope))
                .isEqualTo(NOTE);
    }

    @Test
    void aWorkspaceThatMovesToAnotherServerOpensAsBefore() throws Exception {
        byte[] envelope = fields.sealText(place, NOTE);
        KeyStore there = KeyStore.open(folder.resolve("there.key"), folder.resolve("data-there"));
        WorkspaceKeys keysThere = new WorkspaceKeys(there, event -> {});
        Path file = Path.of("keys/workspaces", workspace + ".keys");
        byte[] ring = Files.readAllBytes(folder.resolve("data").resolve(file));
        Path taken = folder.resolve("data-there").resolve(file);
        Files.write(taken, ring);
        assertThatThrownBy(() -> keysThere.find(workspace)).hasMessageContaining("another's");

        Files.write(taken, there.instance().wrap(store.instance().unwrap(workspace.value(), ring)));

        assertThat(new FieldEncryption(keysThere).openText(place, envelope)).isEqualTo(NOTE);
    }

    @Test
    void theContractsSealerWorksForTheCallersWorkspace() {
        Caller caller = new Caller(workspace, Optional.empty(), Role.OWNER);
        Sealer sealer = fields.forCaller(() -> Optional.of(caller));

        Sealed<String> sealed = sealer.seal("crm.note.text", row, NOTE);

        assertThat(sealer.open("crm.note.text", row, sealed)).isEqualTo(NOTE);
        assertThat(fields.openText(place, sealed.envelope())).isEqualTo(NOTE);
        Sealer nobody = fields.forCaller(Optional::empty);
        assertThatThrownBy(() -> nobody.open("crm.note.text", row, sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aBlindIndexFindsEqualValuesOfOneFieldInOneWorkspaceOnly() {
        WorkspaceId other = WorkspaceId.next();
        keys.create(other);
        BlindIndex index = new BlindIndex(keys);
        byte[] found = index.of(workspace, "crm.email", "ada@example.org");

        assertThat(index.of(workspace, "crm.email", "ada@example.org")).isEqualTo(found);
        assertThat(
                        new BlindIndex(new WorkspaceKeys(store, event -> {}))
                                .of(workspace, "crm.email", "ada@example.org"))
                .isEqualTo(found);
        assertThat(index.of(workspace, "crm.phone", "ada@example.org")).isNotEqualTo(found);
        assertThat(index.of(other, "crm.email", "ada@example.org")).isNotEqualTo(found);
        assertThat(index.of(workspace, "crm.email", "bob@example.org")).isNotEqualTo(found);
    }

    private void broken(Place at, byte[] envelope) {
        assertThatThrownBy(() -> fields.open(at, envelope)).isInstanceOf(SealBrokenException.class);
    }
}
