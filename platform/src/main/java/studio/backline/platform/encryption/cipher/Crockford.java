package studio.backline.platform.encryption.cipher;

import java.security.SecureRandom;
import java.util.Locale;

/** Base32 after Crockford, for what people read and type: no I, L, O or U. */
public final class Crockford {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 5;

    /** No typed code is longer; what is beyond is not looked at. */
    private static final int LONGEST = 200;

    private Crockford() {}

    /** The letter of a value from 0 to 31. */
    public static char letter(int value) {
        return ALPHABET.charAt(value);
    }

    /** So many random letters. */
    public static String random(SecureRandom random, int letters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            text.append(letter(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** What was meant by what was typed: upper case, O as 0, I and L as 1, all else left out. */
    public static String normalise(String typed) {
        String text = typed.substring(0, Math.min(typed.length(), LONGEST));
        StringBuilder letters = new StringBuilder();
        for (char c : text.toUpperCase(Locale.ROOT).toCharArray()) {
            char meant = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
            if (ALPHABET.indexOf(meant) >= 0) {
                letters.append(meant);
            }
        }
        return letters.toString();
    }

    /** Letters for bytes, whose number must be a multiple of five. */
    public static String encode(byte[] bytes) {
        StringBuilder letters = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte b : bytes) {
            held = held << Byte.SIZE | b & 0xff;
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                letters.append(letter(held >> bits & 31));
            }
            held &= (1 << bits) - 1;
        }
        return letters.toString();
    }

    /** Bytes for normalised letters, whose number must be a multiple of eight. */
    public static byte[] decode(String letters) {
        byte[] bytes = new byte[letters.length() * BITS / Byte.SIZE];
        int held = 0;
        int bits = 0;
        int at = 0;
        for (char c : letters.toCharArray()) {
            held = held << BITS | ALPHABET.indexOf(c);
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes[at++] = (byte) (held >> bits);
                held &= (1 << bits) - 1;
            }
        }
        return bytes;
    }
}
