package studio.backline.platform.encryption.cipher;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with 96-bit nonces and 128-bit tags. The JDK's provider is named,
 * so that the order of providers changes nothing: Bouncy Castle's is many times slower.
 */
public final class AesGcm {

    /** Bytes of a nonce. */
    public static final int NONCE_BYTES = 12;

    /** Bytes of a tag. */
    public static final int TAG_BYTES = 16;

    private static final String PROVIDER = "SunJCE";
    private static final SecureRandom RANDOM = new SecureRandom();

    private AesGcm() {}

    /** A random nonce: good for 2^32 messages under one key. */
    public static byte[] nonce() {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return nonce;
    }

    /** Ciphertext and tag. */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] aad, byte[] plain) {
        return seal(key, nonce, aad, plain, plain.length);
    }

    /** Ciphertext and tag of the first {@code length} bytes of {@code plain}. */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] aad, byte[] plain, int length) {
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, aad);
            return cipher.doFinal(plain, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot do AES-256-GCM.", e);
        }
    }

    /**
     * The plain text.
     *
     * @throws AEADBadTagException when anything differs from what was sealed
     */
    public static byte[] open(byte[] key, byte[] nonce, byte[] aad, byte[] sealed, int length)
            throws AEADBadTagException {
        if (length < TAG_BYTES) {
            throw new AEADBadTagException("shorter than a tag");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, aad);
            return cipher.doFinal(sealed, 0, length);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot do AES-256-GCM.", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] aad)
            throws GeneralSecurityException {
        if (nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException(
                    "A nonce has %d bytes, not %d.".formatted(NONCE_BYTES, nonce.length));
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", PROVIDER);
        GCMParameterSpec parameters = new GCMParameterSpec(TAG_BYTES * 8, nonce);
        cipher.init(mode, new SecretKeySpec(key, "AES"), parameters);
        cipher.updateAAD(aad);
        return cipher;
    }
}
