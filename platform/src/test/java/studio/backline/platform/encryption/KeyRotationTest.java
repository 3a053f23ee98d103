package studio.backline.platform.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.encryption.SealBrokenException;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.FieldEncryption.Place;
import studio.backline.platform.encryption.KeyRotation.KeyState;
import studio.backline.platform.encryption.KeyRotation.Kind;
import studio.backline.platform.encryption.KeyRotation.Owner;
import studio.backline.platform.encryption.KeyRotation.Use;
import studio.backline.platform.encryption.WorkspaceKeyEvent.Change;
import studio.backline.platform.encryption.cipher.Envelope;

class KeyRotationTest {

    @TempDir private Path folder;
    private Node here;
    private final List<Node> all = new ArrayList<>();
    private final List<Change> told = new ArrayList<>();
    private final WorkspaceId workspace = WorkspaceId.next();
    private final Owner owner = new Owner(Kind.WORKSPACE, workspace.value());
    private final UUID row = UUID.randomUUID();

    /** What a node of the house has in its memory. */
    private record Node(
            KeyStore store,
            WorkspaceKeys workspaces,
            AccountSecrets accounts,
            FieldEncryption fields,
            KeyRotation rotation) {}

    @BeforeEach
    void open() {
        here = node();
        here.workspaces().create(workspace);
        told.clear();
    }

    private Node node() {
        KeyStore store = KeyStore.open(folder.resolve("root.key"), folder.resolve("data"));
        WorkspaceKeys workspaces = new WorkspaceKeys(store, event -> told.add(event.change()));
        AccountSecrets accounts = new AccountSecrets(store, event -> told.add(event.change()));
        Node node =
                new Node(
                        store,
                        workspaces,
                        accounts,
                        new FieldEncryption(workspaces),
                        new KeyRotation(store, workspaces, accounts, Clock.systemUTC()));
        all.add(node);
        return node;
    }

    private Place place(WorkspaceId of) {
        return new Place(of, "crm.note.text", row, Purpose.PERSONAL);
    }

    @Test
    void anAddedKeyOpensAndAPromotedOneSeals() {
        byte[] before = here.fields().sealText(place(workspace), "before");
        String first = Envelope.keyId(before);

        String added = here.rotation().add(owner);
        assertThat(Envelope.keyId(here.fields().sealText(place(workspace), "x"))).isEqualTo(first);
        here.rotation().promote(owner, added);

        byte[] after = here.fields().sealText(place(workspace), "after");
        assertThat(Envelope.keyId(after)).isEqualTo(added);
        assertThat(here.fields().openText(place(workspace), before)).isEqualTo("before");
        assertThat(here.rotation().keys(owner))
                .extracting(KeyState::id, KeyState::use)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(added, Use.PRIMARY),
                        org.assertj.core.groups.Tuple.tuple(first, Use.OPENS));
        assertThat(told).containsExactly(Change.ROTATED);
    }

    @Test
    void aNodeThatHasNotHeardOfTheNewKeyOpensWhatItSealed() {
        Node there = node();
        assertThat(there.fields().sealText(place(workspace), "warm")).isNotEmpty();

        here.rotation().rotate(owner);
        byte[] sealed = here.fields().sealText(place(workspace), "with the new one");

        assertThat(there.fields().openText(place(workspace), sealed)).isEqualTo("with the new one");
    }

    @Test
    void whatSealsIsNeitherRetiredNorDestroyedAndNothingIsDestroyedThatIsNotRetired() {
        String first = here.rotation().keys(owner).getFirst().id();
        assertThatThrownBy(() -> here.rotation().retire(owner, first))
                .hasMessageContaining("seals");
        String second = here.rotation().rotate(owner);
        assertThatThrownBy(() -> here.rotation().destroy(owner, second))
                .hasMessageContaining("seals");
        assertThatThrownBy(() -> here.rotation().destroy(owner, first))
                .hasMessageContaining("not retired");

        here.rotation().retire(owner, first);
        here.rotation().destroy(owner, first);

        assertThat(here.rotation().keys(owner)).extracting(KeyState::id).containsExactly(second);
        assertThat(told).containsExactly(Change.ROTATED, Change.RETIRED, Change.FORMER_DESTROYED);
    }

    @Test
    void aDestroyedKeyIsInNoFile() throws Exception {
        String first = here.rotation().keys(owner).getFirst().id();
        Path file = folder.resolve("data/keys/workspaces/" + workspace + ".keys");
        String wrapped =
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("key " + first))
                        .map(line -> line.split(" ")[2])
                        .findFirst()
                        .orElseThrow();
        here.rotation().rotate(owner);
        here.rotation().retire(owner, first);
        here.rotation().destroy(owner, first);

        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(each), UTF_8))
                        .as("%s", each)
                        .doesNotContain(wrapped)
                        .doesNotContain("key " + first);
            }
        }
    }

    @Test
    void accountsAndTheInstancesOwnFieldsRotateToo() {
        AccountId ada = AccountId.next();
        byte[] secret = here.accounts().seal(ada, "core.secret", row, "of ada".getBytes(UTF_8));
        byte[] password =
                here.fields().sealText(place(WorkspaceKeys.INSTANCE), "of the mail server");
        here.store().secret("pepper", 32);

        here.rotation().rotate(new Owner(Kind.ACCOUNT, ada.value()));
        here.rotation().rotate(Owner.INSTANCE);

        assertThat(here.store().secrets("instance-")).as("in the ring now").isEmpty();
        Node there = node();
        assertThat(there.accounts().open(ada, "core.secret", row, secret))
                .isEqualTo("of ada".getBytes(UTF_8));
        assertThat(there.fields().openText(place(WorkspaceKeys.INSTANCE), password))
                .isEqualTo("of the mail server");
        assertThat(Envelope.keyId(there.fields().sealText(place(WorkspaceKeys.INSTANCE), "")))
                .isNotEqualTo(Envelope.keyId(password));
        assertThat(there.rotation().owners())
                .containsExactly(Owner.INSTANCE, owner, new Owner(Kind.ACCOUNT, ada.value()));
    }

    @Test
    void anotherInstanceKeyWrapsAllOthersAndTheFormerIsGone() throws Exception {
        byte[] sealed = here.fields().sealText(place(workspace), "a note");
        byte[] pepper = here.store().secret("pepper", 32);
        String fingerprint = here.store().fingerprint();
        Node there = node();
        String former = here.rotation().instanceKeys().getFirst().id();

        assertThat(here.rotation().rotateInstance()).isEqualTo(3);

        assertThat(here.rotation().instanceKeys())
                .extracting(KeyState::id)
                .hasSize(1)
                .doesNotContain(former);
        WorkspaceId later = WorkspaceId.next();
        there.workspaces().create(later);
        for (Node each : List.of(here, there, node())) {
            assertThat(each.fields().openText(place(workspace), sealed)).isEqualTo("a note");
            assertThat(each.store().secret("pepper", 32)).isEqualTo(pepper);
            assertThat(each.store().fingerprint()).isEqualTo(fingerprint);
            assertThat(each.workspaces().exists(later)).isTrue();
            assertThat(each.fields().sealText(place(later), "made by who had not heard"))
                    .isNotEmpty();
        }
        try (Stream<Path> all = Files.walk(folder.resolve("data/keys"))) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(each), UTF_8))
                        .as("%s", each)
                        .doesNotContain(former);
            }
        }
    }

    /** Seeded; each step is any of the verbs, on any of three workspaces, on any of two nodes. */
    @Test
    void everyValueIsReadableUntilItsKeyIsDestroyedAndNoneIsAfter() {
        long seed = Long.getLong("backline.seed", new Random().nextLong());
        Random random = new Random(seed);
        List<Node> nodes = List.of(here, node());
        List<WorkspaceId> three = List.of(workspace, WorkspaceId.next(), WorkspaceId.next());
        three.forEach(here.workspaces()::create);
        Map<WorkspaceId, List<byte[]>> values = new HashMap<>();
        Map<WorkspaceId, Set<String>> gone = new HashMap<>();
        for (WorkspaceId each : three) {
            values.put(each, new ArrayList<>());
            gone.put(each, new HashSet<>());
        }
        for (int step = 0; step < 400; step++) {
            WorkspaceId of = three.get(random.nextInt(three.size()));
            Node node = nodes.get(random.nextInt(nodes.size()));
            act(random.nextInt(10), node, of, random, values.get(of), gone.get(of));
            Node reader = nodes.get(random.nextInt(nodes.size()));
            for (byte[] value : values.get(of)) {
                boolean lost = gone.get(of).contains(Envelope.keyId(value));
                assertThat(opens(reader, place(of), value))
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(!lost);
            }
        }
    }

    private void act(
            int verb,
            Node node,
            WorkspaceId of,
            Random random,
            List<byte[]> values,
            Set<String> gone) {
        Owner whose = new Owner(Kind.WORKSPACE, of.value());
        List<KeyState> keys = node.rotation().keys(whose);
        KeyState any = keys.get(random.nextInt(keys.size()));
        switch (verb) {
            case 0 -> node.rotation().add(whose);
            case 1 -> node.rotation().promote(whose, any.id());
            case 2, 3 -> letGo(node, whose, any, gone);
            case 4 -> {
                if (random.nextInt(4) == 0) {
                    node.rotation().rotateInstance();
                }
            }
            case 5, 6 ->
                    values.replaceAll(
                            value ->
                                    gone.contains(Envelope.keyId(value))
                                            ? value
                                            : node.fields()
                                                    .sealAgain(place(of), value)
                                                    .orElse(value));
            default -> values.add(node.fields().sealText(place(of), "value " + values.size()));
        }
    }

    private void letGo(Node node, Owner whose, KeyState key, Set<String> gone) {
        if (key.use() == Use.OPENS) {
            node.rotation().retire(whose, key.id());
        } else if (key.use() == Use.RETIRED) {
            node.rotation().destroy(whose, key.id());
            // As the bell tells the other nodes.
            all.forEach(each -> each.workspaces().forget());
            gone.add(key.id());
        }
    }

    private static boolean opens(Node node, Place place, byte[] value) {
        try {
            return node.fields().openText(place, value).startsWith("value ");
        } catch (SealBrokenException e) {
            return false;
        }
    }
}
