package studio.backline.platform.encryption.cipher;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key of AES-256-GCM for many short messages: what is dear to make, a cipher with its tables and
 * random bytes, is kept for the next. Any number of threads.
 */
public final class GcmKey {

    /** More threads at once make a cipher for themselves. */
    private static final int KEPT = 4;

    private final SecretKeySpec key;
    private final AtomicReferenceArray<Tool> tools = new AtomicReferenceArray<>(KEPT);

    /** For a key of 32 bytes. */
    public GcmKey(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** A cipher and nonces to come; one thread's at a time. */
    private static final class Tool {

        private static final int NONCES = 16;

        /** As long as the JDK's usual source of random bytes keeps some in store. */
        private static final long FRESH_NANOS = 100_000_000;

        /** Hash_DRBG of NIST SP 800-90A: a quarter of what the usual source takes. */
        private static final String GENERATOR = "DRBG";

        private final Cipher cipher;
        private final byte[] nonces = new byte[NONCES * AesGcm.NONCE_BYTES];
        private int used = nonces.length;
        private long seededAt;
        private @Nullable SecureRandom generator;

        Tool() {
            try {
                this.cipher = Cipher.getInstance(AesGcm.TRANSFORMATION, AesGcm.PROVIDER);
            } catch (GeneralSecurityException e) {
                throw AesGcm.unable(e);
            }
        }

        /**
         * A random nonce, drawn with some others. Neither they nor what they come from are kept for
         * long: a machine that is copied while it runs would use the same ones twice.
         */
        void nonce(byte[] into, int at) throws NoSuchAlgorithmException {
            SecureRandom random = generator;
            if (random == null) {
                random = SecureRandom.getInstance(GENERATOR);
                generator = random;
                seededAt = System.nanoTime();
            }
            if (System.nanoTime() - seededAt > FRESH_NANOS) {
                random.reseed();
                seededAt = System.nanoTime();
                used = nonces.length;
            }
            if (used == nonces.length) {
                random.nextBytes(nonces);
                used = 0;
            }
            System.arraycopy(nonces, used, into, at, AesGcm.NONCE_BYTES);
            used += AesGcm.NONCE_BYTES;
        }
    }

    /**
     * Head, nonce, ciphertext and tag in one array.
     *
     * @param head stands in front, and is bound in
     * @param bound is bound in after it
     */
    byte[] seal(byte[] head, byte[] bound, byte[] plain) {
        int bodyAt = head.length + AesGcm.NONCE_BYTES;
        byte[] sealed = new byte[bodyAt + plain.length + AesGcm.TAG_BYTES];
        System.arraycopy(head, 0, sealed, 0, head.length);
        int place = place();
        Tool tool = take(place);
        try {
            tool.nonce(sealed, head.length);
            begin(tool, Cipher.ENCRYPT_MODE, sealed, head.length, bound);
            tool.cipher.doFinal(plain, 0, plain.length, sealed, bodyAt);
        } catch (GeneralSecurityException e) {
            throw AesGcm.unable(e);
        }
        tools.set(place, tool);
        return sealed;
    }

    /**
     * What {@link #seal} was given.
     *
     * @param head bytes of the head
     * @throws AEADBadTagException when anything differs from what was sealed
     */
    public byte[] open(int head, byte[] bound, byte[] sealed) throws AEADBadTagException {
        int bodyAt = head + AesGcm.NONCE_BYTES;
        if (sealed.length < bodyAt + AesGcm.TAG_BYTES) {
            throw new AEADBadTagException("shorter than a tag");
        }
        int place = place();
        Tool tool = take(place);
        try {
            begin(tool, Cipher.DECRYPT_MODE, sealed, head, bound);
            return tool.cipher.doFinal(sealed, bodyAt, sealed.length - bodyAt);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw AesGcm.unable(e);
        } finally {
            tools.set(place, tool);
        }
    }

    private void begin(Tool tool, int mode, byte[] sealed, int head, byte[] bound)
            throws GeneralSecurityException {
        GCMParameterSpec nonce =
                new GCMParameterSpec(AesGcm.TAG_BYTES * 8, sealed, head, AesGcm.NONCE_BYTES);
        tool.cipher.init(mode, key, nonce);
        byte[] all = new byte[head + bound.length];
        System.arraycopy(sealed, 0, all, 0, head);
        System.arraycopy(bound, 0, all, head, bound.length);
        tool.cipher.updateAAD(all);
    }

    private static int place() {
        return (int) Thread.currentThread().threadId() & (KEPT - 1);
    }

    private Tool take(int place) {
        Tool kept = tools.getAndSet(place, null);
        return kept == null ? new Tool() : kept;
    }
}
