package studio.backline.server.management.keys;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import studio.backline.platform.encryption.KeyRotation;
import studio.backline.platform.encryption.KeyRotation.KeyState;
import studio.backline.platform.encryption.KeyRotation.Owner;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.resealing.ResealReport;

/**
 * Which keys there are, by their ids: nothing of the keys.
 *
 * @param rootKeyFile where the root key is
 * @param instance the keys that wrap all others
 * @param rings the keys that seal, by whose they are
 * @param resealing how far the sealing anew has come; empty where no server runs
 */
public record KeyStatus(
        String rootKeyFile, List<Key> instance, List<Ring> rings, Optional<Resealing> resealing) {

    /**
     * A key.
     *
     * @param use {@code primary}, {@code opens} or {@code retired}
     * @param madeAt empty where an older version made it
     * @param retiredAt empty where it is not retired
     * @param values that the last look found under it
     */
    public record Key(String id, String use, String madeAt, String retiredAt, long values) {

        static Key of(KeyState state, Map<String, Long> found) {
            return new Key(
                    state.id(),
                    state.use().name().toLowerCase(Locale.ROOT),
                    state.madeAt().map(Object::toString).orElse(""),
                    state.retiredAt().map(Object::toString).orElse(""),
                    found.getOrDefault(state.id(), 0L));
        }
    }

    /**
     * Whose keys.
     *
     * @param kind {@code instance}, {@code workspace} or {@code account}
     * @param id of the workspace or the account
     */
    public record Ring(String kind, String id, List<Key> keys) {}

    /**
     * How far the sealing anew has come.
     *
     * @param endedAt when the last look ended; empty where there was none yet
     * @param hindered why the last look has not seen everything
     */
    public record Resealing(
            boolean atWork, long sealedAnew, String endedAt, List<String> hindered) {

        static Resealing of(ResealReport report) {
            return new Resealing(
                    report.atWork(),
                    report.sealedAnew(),
                    report.endedAt().map(Object::toString).orElse(""),
                    report.hindered());
        }
    }

    /** As it is now. */
    public static KeyStatus of(
            KeyStore store, KeyRotation rotation, Optional<ResealReport> report) {
        Map<String, Long> found = report.map(ResealReport::foundUnder).orElse(Map.of());
        return new KeyStatus(
                store.rootKeyFile().toString(),
                keys(rotation.instanceKeys(), found),
                rotation.owners().stream()
                        .map(owner -> ring(owner, keys(rotation.keys(owner), found)))
                        .toList(),
                report.map(Resealing::of));
    }

    private static Ring ring(Owner owner, List<Key> keys) {
        return new Ring(owner.kind().name().toLowerCase(Locale.ROOT), owner.id().toString(), keys);
    }

    private static List<Key> keys(List<KeyState> states, Map<String, Long> found) {
        return states.stream().map(state -> Key.of(state, found)).toList();
    }
}
