package studio.backline.platform.encryption;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with Argon2id (RFC 9106) after an HMAC under a pepper from the key store, so
 * that a stolen database alone cannot be guessed at. A password is taken as typed, in NFC, with no
 * limit but 1024 bytes. The stored form names all parameters and the pepper's version.
 */
public final class PasswordHash {

    /** Bytes of UTF-8 beyond which a password is refused: a bound on work, not on strength. */
    public static final int MAX_BYTES = 1024;

    private static final String PEPPER_VERSION = "1";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int WAIT_SECONDS = 15;
    private static final Pattern STORED =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=(\\d{1,3}),keyid=(\\d{1,4})"
                            + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final KeyStore store;
    private final PasswordCost cost;
    private final Semaphore slots;

    PasswordHash(KeyStore store, PasswordCost cost, int atOnce) {
        this.store = store;
        this.cost = cost;
        this.slots = new Semaphore(atOnce, true);
    }

    /** What is stored of a password. */
    public String hash(String password) {
        byte[] salt = SecureTokens.bytes(SALT_BYTES);
        byte[] hash = argon2(password, PEPPER_VERSION, cost, salt, HASH_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d,keyid=%s$%s$%s"
                .formatted(
                        cost.memoryKib(),
                        cost.passes(),
                        cost.lanes(),
                        PEPPER_VERSION,
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    /** Whether a typed password is the stored one. Never throws for what was typed. */
    public boolean matches(String typed, String stored) {
        Optional<Stored> found = Stored.read(stored);
        if (found.isEmpty() || !fits(typed)) {
            return false;
        }
        Stored hash = found.get();
        byte[] made = argon2(typed, hash.pepper(), hash.cost(), hash.salt(), hash.hash().length);
        return SecureTokens.same(made, hash.hash());
    }

    /** Whether the stored form should be made anew at the next sign-in. */
    public boolean needsUpgrade(String stored) {
        return Stored.read(stored)
                .map(hash -> !hash.cost().covers(cost) || !hash.pepper().equals(PEPPER_VERSION))
                .orElse(true);
    }

    /**
     * Does the work of {@link #matches} for an account that there is not, so that both take as
     * long.
     */
    public void matchNobody(String typed) {
        String some = fits(typed) ? typed : "";
        byte[] made = argon2(some, PEPPER_VERSION, cost, new byte[SALT_BYTES], HASH_BYTES);
        Arrays.fill(made, (byte) 0);
    }

    /** Whether a password is short enough to be hashed. */
    public static boolean fits(String password) {
        return password.length() <= MAX_BYTES && bytes(password).length <= MAX_BYTES;
    }

    private byte[] argon2(
            String password, String pepper, PasswordCost cost, byte[] salt, int length) {
        if (!fits(password)) {
            throw new IllegalArgumentException(
                    "A password has at most %d bytes.".formatted(MAX_BYTES));
        }
        byte[] key = store.secret("password-pepper." + pepper, 32);
        byte[] peppered = Hmac.sha256(key, bytes(password));
        enter();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(
                    new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                            .withMemoryAsKB(cost.memoryKib())
                            .withIterations(cost.passes())
                            .withParallelism(cost.lanes())
                            .withSalt(salt)
                            .build());
            byte[] hash = new byte[length];
            generator.generateBytes(peppered, hash);
            return hash;
        } finally {
            slots.release();
        }
    }

    private void enter() {
        try {
            if (!slots.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new PasswordBusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PasswordBusyException();
        }
    }

    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }

    private record Stored(PasswordCost cost, String pepper, byte[] salt, byte[] hash) {

        static Optional<Stored> read(String text) {
            Matcher matcher = STORED.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            PasswordCost cost =
                    new PasswordCost(
                            Integer.parseInt(matcher.group(1)),
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3)));
            Base64.Decoder base64 = Base64.getDecoder();
            return Optional.of(
                    new Stored(
                            cost,
                            matcher.group(4),
                            base64.decode(matcher.group(5)),
                            base64.decode(matcher.group(6))));
        }
    }
}
