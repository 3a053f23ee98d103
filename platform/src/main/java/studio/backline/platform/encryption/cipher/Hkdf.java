package studio.backline.platform.encryption.cipher;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** HKDF with SHA-256 (RFC 5869): one key per purpose from one key. */
public final class Hkdf {

    private Hkdf() {}

    /** {@code length} bytes for {@code info}; an empty salt counts as none, as the RFC has it. */
    public static byte[] derive(byte[] key, byte[] salt, byte[] info, int length) {
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(new HKDFParameters(key, salt, info));
        byte[] derived = new byte[length];
        generator.generateBytes(derived, 0, length);
        return derived;
    }

    /** A key of 32 bytes for the purpose that {@code info} names. */
    public static byte[] derive(byte[] key, String info) {
        return derive(key, new byte[0], info.getBytes(StandardCharsets.UTF_8), 32);
    }
}
