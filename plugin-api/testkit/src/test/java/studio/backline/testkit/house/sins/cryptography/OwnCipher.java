package studio.backline.testkit.house.sins.cryptography;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

class OwnCipher {
    Cipher cipher() throws GeneralSecurityException {
        return Cipher.getInstance("AES/GCM/NoPadding");
    }
}
