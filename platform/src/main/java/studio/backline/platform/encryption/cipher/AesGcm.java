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

    static final String PROVIDER = "SunJCE";
    static final String TRANSFORMATION = "AES/GCM/NoPadding";
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
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, aad);
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw unable(e);
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
            throw unable(e);
        }
    }

    static IllegalStateException unable(GeneralSecurityException reason) {
        return new IllegalStateException("This JDK cannot do AES-256-GCM.", reason);
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] aad)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION, PROVIDER);
        cipher.init(mode, new SecretKeySpec(key, "AES"), parameters(nonce));
        cipher.updateAAD(aad);
        return cipher;
    }

    private static GCMParameterSpec parameters(byte[] nonce) {
        if (nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException(
                    "A nonce has %d bytes, not %d.".formatted(NONCE_BYTES, nonce.length));
        }
        return new GCMParameterSpec(TAG_BYTES * 8, nonce);
    }

    /** Many messages under one key, one after another, none with anything beside it. */
    static final class Series {

        private final int mode;
        private final SecretKeySpec key;
        private final Cipher cipher;

        Series(int mode, byte[] key) {
            this.mode = mode;
            this.key = new SecretKeySpec(key, "AES");
            try {
                this.cipher = Cipher.getInstance(TRANSFORMATION, PROVIDER);
            } catch (GeneralSecurityException e) {
                throw unable(e);
            }
        }

        /** Seals or opens the first bytes of a buffer into another; how many came out. */
        int next(byte[] nonce, byte[] input, int length, byte[] output)
                throws GeneralSecurityException {
            cipher.init(mode, key, parameters(nonce));
            return cipher.doFinal(input, 0, length, output, 0);
        }
    }
}
