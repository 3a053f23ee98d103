package studio.backline.platform.encryption.otp;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import studio.backline.platform.encryption.SecureTokens;

/**
 * Time-based one-time passwords (RFC 6238) with what every app can do: HMAC-SHA-1, six digits, a
 * step of thirty seconds.
 */
public final class TimeBasedCode {

    /** A code is shown for so long. */
    public static final Duration STEP = Duration.ofSeconds(30);

    /** 160 bits, as RFC 4226 recommends. */
    private static final int SECRET_BYTES = 20;

    private static final TimeBasedOneTimePasswordGenerator CODES =
            new TimeBasedOneTimePasswordGenerator(STEP, 6);

    private TimeBasedCode() {}

    /** A new secret. */
    public static byte[] secret() {
        return SecureTokens.bytes(SECRET_BYTES);
    }

    /** The step that an instant lies in. */
    public static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP.toSeconds());
    }

    /** The code of a step. */
    public static String at(byte[] secret, long step) {
        try {
            return CODES.generateOneTimePasswordString(
                    new SecretKeySpec(secret, CODES.getAlgorithm()),
                    Instant.ofEpochSecond(Math.multiplyExact(step, STEP.toSeconds())));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("A secret of %d bytes".formatted(secret.length), e);
        }
    }

    /** The secret as a person types it where there is no camera: groups of four letters. */
    public static String typed(byte[] secret) {
        return Base32.toBase32String(secret).replace("=", "").replaceAll("(.{4})(?=.)", "$1 ");
    }

    /**
     * What an app reads from the picture: the key URI that Google Authenticator's makers wrote down
     * and the others read.
     *
     * @param issuer whose account it is, as the app lists it
     * @param account which one
     */
    public static String uri(byte[] secret, String issuer, String account) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                .formatted(
                        encoded(issuer),
                        encoded(account),
                        Base32.toBase32String(secret).replace("=", ""),
                        encoded(issuer));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
