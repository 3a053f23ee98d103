package studio.backline.platform.encryption.cipher;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.RFC5649WrapEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/** AES key wrap with padding (RFC 5649): a key under another key, checked when unwrapped. */
public final class KeyWrap {

    private KeyWrap() {}

    /** {@code plain} under {@code key}. */
    public static byte[] wrap(byte[] key, byte[] plain) {
        RFC5649WrapEngine engine = new RFC5649WrapEngine(AESEngine.newInstance());
        engine.init(true, new KeyParameter(key));
        return engine.wrap(plain, 0, plain.length);
    }

    /**
     * What was wrapped.
     *
     * @throws InvalidCipherTextException when it was wrapped under another key, or changed
     */
    public static byte[] unwrap(byte[] key, byte[] wrapped) throws InvalidCipherTextException {
        RFC5649WrapEngine engine = new RFC5649WrapEngine(AESEngine.newInstance());
        engine.init(false, new KeyParameter(key));
        return engine.unwrap(wrapped, 0, wrapped.length);
    }
}
