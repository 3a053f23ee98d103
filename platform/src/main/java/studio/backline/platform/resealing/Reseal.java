package studio.backline.platform.resealing;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.encryption.SealBrokenException;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.AccountSecrets;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.FieldEncryption.Place;
import studio.backline.platform.encryption.KeyRotation;
import studio.backline.platform.encryption.KeyRotation.KeyState;
import studio.backline.platform.encryption.KeyRotation.Kind;
import studio.backline.platform.encryption.KeyRotation.Owner;
import studio.backline.platform.encryption.KeyRotation.Use;
import studio.backline.platform.encryption.Purpose;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.files.FileReseal;

/** What one look at everything does with the values it meets, and what it has found. */
final class Reseal implements FileReseal.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Reseal.class);

    private final FieldEncryption fields;
    private final AccountSecrets accounts;
    private final Map<Owner, Set<String>> former;
    private final Map<String, Long> found = new TreeMap<>();
    private final Set<String> hindered = new TreeSet<>();
    private long sealedAnew;

    Reseal(FieldEncryption fields, AccountSecrets accounts, Map<Owner, Set<String>> former) {
        this.fields = fields;
        this.accounts = accounts;
        this.former = former;
    }

    /** The ids of the keys that do not seal any more, of whoever has such. */
    static Map<Owner, Set<String>> former(KeyRotation rotation) {
        return rotation.owners().stream()
                .collect(Collectors.toMap(owner -> owner, owner -> former(rotation, owner)))
                .entrySet()
                .stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> former(KeyRotation rotation, Owner owner) {
        return rotation.keys(owner).stream()
                .filter(key -> key.use() != Use.PRIMARY)
                .map(KeyState::id)
                .collect(Collectors.toSet());
    }

    Stream<WorkspaceId> workspaces() {
        return former.keySet().stream()
                .filter(owner -> owner.kind() == Kind.WORKSPACE)
                .map(owner -> new WorkspaceId(owner.id()))
                .sorted(java.util.Comparator.comparing(WorkspaceId::toString));
    }

    Set<String> keysOf(WorkspaceId workspace) {
        return former.getOrDefault(new Owner(Kind.WORKSPACE, workspace.value()), Set.of());
    }

    Set<String> allKeys() {
        return former.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** The value of a column sealed anew; empty where it stays as it is. */
    Optional<byte[]> again(SealedColumn column, Optional<UUID> owner, UUID row, byte[] envelope) {
        count(keyId(envelope), 1);
        try {
            Optional<byte[]> sealed =
                    column.purpose() == Purpose.ACCOUNT && owner.isPresent()
                            ? accounts.sealAgain(
                                    new AccountId(owner.get()), column.field(), row, envelope)
                            : fields.sealAgain(
                                    new Place(
                                            owner.map(WorkspaceId::new)
                                                    .orElse(WorkspaceKeys.INSTANCE),
                                            column.field(),
                                            row,
                                            column.purpose()),
                                    envelope);
            sealedAnew += sealed.isPresent() ? 1 : 0;
            return sealed;
        } catch (SealBrokenException e) {
            LOG.warn("In {}: {}", column, e.getMessage());
            hinder("a value of %s cannot be opened".formatted(column));
            return Optional.empty();
        }
    }

    /** The same for what lies in no column of its own. */
    byte[] again(Place place, byte[] envelope) {
        if (allKeys().contains(keyId(envelope))) {
            count(keyId(envelope), 1);
            Optional<byte[]> sealed = fields.sealAgain(place, envelope);
            sealedAnew += sealed.isPresent() ? 1 : 0;
            return sealed.orElse(envelope);
        }
        return envelope;
    }

    void count(String keyId, long values) {
        found.merge(keyId, values, Long::sum);
    }

    /** The look cannot say that it has seen everything. */
    void hinder(String why) {
        hindered.add(why);
    }

    @Override
    public void found(String keyId, boolean anew) {
        count(keyId, 1);
        sealedAnew += anew ? 1 : 0;
    }

    @Override
    public void hindered(String why) {
        hinder(why);
    }

    @Override
    public void worked(long began) throws InterruptedException {
        rest(began);
    }

    Map<String, Long> found() {
        return found;
    }

    Set<String> hindered() {
        return hindered;
    }

    long sealedAnew() {
        return sealedAnew;
    }

    /** So that whoever works meanwhile hardly notices: four parts of rest to one of work. */
    static void rest(long began) throws InterruptedException {
        long worked = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        TimeUnit.MILLISECONDS.sleep(Math.clamp(4 * worked, 5, 5_000));
    }

    private static String keyId(byte[] envelope) {
        return FieldEncryption.keyId(envelope).orElse("");
    }
}
