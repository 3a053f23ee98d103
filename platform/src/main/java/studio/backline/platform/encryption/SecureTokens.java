package studio.backline.platform.encryption;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import studio.backline.platform.encryption.cipher.Crockford;

/** Random strings that prove something to us, and how they are kept and compared. */
public final class SecureTokens {

    private static final SecureRandom RANDOM = new SecureRandom();

    private SecureTokens() {}

    /** So many random bytes. */
    public static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** 256 random bits, 43 characters that are safe in a URL. */
    public static String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    }

    /** 60 random bits to be typed by a person: {@code K7QM-2XR9-0WTC}. */
    public static String oneTimeCode() {
        return String.join(
                "-",
                Crockford.random(RANDOM, 4),
                Crockford.random(RANDOM, 4),
                Crockford.random(RANDOM, 4));
    }

    /**
     * What is compared and stored of a code that a person typed: case, spaces and hyphens do not
     * matter, O counts as 0, I and L as 1.
     */
    public static String normaliseCode(String typed) {
        return Crockford.normalise(typed);
    }

    /** What is stored of a token: SHA-256, which is enough for 256 random bits. */
    public static byte[] digest(String token) {
        return sha256(token.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 (FIPS 180-4). */
    public static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK cannot do SHA-256.", e);
        }
    }

    /** Equality in a time that tells nothing of where the two differ. */
    public static boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }

    /** Equality in a time that tells nothing of where the two differ. */
    public static boolean same(String one, String other) {
        return same(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
