package studio.backline.platform.encryption;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-256 (RFC 2104). */
public final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";

    private Hmac() {}

    /** 32 bytes that only one who has the key can make for this message. */
    public static byte[] sha256(byte[] key, byte[] message) {
        return keyed(key).doFinal(message);
    }

    /** Ready for one message; for several, each takes a copy. */
    public static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM, "SunJCE");
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw unable(e);
        }
    }

    /** As {@link #sha256}, in half the time. */
    static byte[] sha256(Mac keyed, byte[] message) {
        return copy(keyed).doFinal(message);
    }

    /** For one message that comes in pieces. */
    static Mac copy(Mac keyed) {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw unable(e);
        }
    }

    private static IllegalStateException unable(Exception reason) {
        return new IllegalStateException("This JDK cannot do HMAC with SHA-256.", reason);
    }
}
