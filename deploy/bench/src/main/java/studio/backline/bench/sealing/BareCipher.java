package studio.backline.bench.sealing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The least that sealing takes: AES-256-GCM of the JDK with a cipher that is made once and a nonce
 * that is counted, nothing bound in, nothing around it.
 */
final class BareCipher {

    private static final int TAG = 16;

    private final SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
    private final Cipher cipher;
    private long count;

    BareCipher() throws GeneralSecurityException {
        this.cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    }

    byte[] seal(byte[] plain) throws GeneralSecurityException {
        cipher.init(Cipher.ENCRYPT_MODE, key, nonce(count++));
        return cipher.doFinal(plain);
    }

    /** What {@link #seal} made with the nonce of this number. */
    byte[] open(long number, byte[] sealed) throws GeneralSecurityException {
        cipher.init(Cipher.DECRYPT_MODE, key, nonce(number));
        return cipher.doFinal(sealed);
    }

    long next() {
        return count;
    }

    private static GCMParameterSpec nonce(long number) {
        return new GCMParameterSpec(TAG * 8, ByteBuffer.allocate(12).putLong(4, number).array());
    }
}
