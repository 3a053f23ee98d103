package studio.backline.platform.encryption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import studio.backline.platform.encryption.cipher.Crockford;

/**
 * The root key on paper: eight lines of two words of four letters and digits (base32 after
 * Crockford). Each line ends in a check letter, so that a slip of the pen is found in its line, and
 * the last three bytes check the whole.
 *
 * @param lines as they are printed
 */
public record RecoverySheet(List<String> lines) {

    private static final int KEY_BYTES = 32;
    private static final int CHECK_BYTES = 3;
    private static final int LINES = 8;
    private static final int LETTERS = 7;

    /** Copies. */
    public RecoverySheet {
        lines = List.copyOf(lines);
    }

    /** The sheet of a root key. */
    public static RecoverySheet of(byte[] rootKey) {
        if (rootKey.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "A root key has %d bytes, this one has %d."
                            .formatted(KEY_BYTES, rootKey.length));
        }
        byte[] checked = Arrays.copyOf(rootKey, KEY_BYTES + CHECK_BYTES);
        System.arraycopy(SecureTokens.sha256(rootKey), 0, checked, KEY_BYTES, CHECK_BYTES);
        String letters = Crockford.encode(checked);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < LINES; line++) {
            String part = letters.substring(line * LETTERS, (line + 1) * LETTERS);
            lines.add(part.substring(0, 4) + " " + part.substring(4) + check(line, part));
        }
        return new RecoverySheet(lines);
    }

    /**
     * The root key of a sheet that a person typed; case, spaces and hyphens do not matter.
     *
     * @throws IllegalArgumentException naming the line that cannot be right
     */
    public byte[] rootKey() {
        if (lines.size() != LINES) {
            throw new IllegalArgumentException(
                    "A recovery sheet has %d lines, these are %d.".formatted(LINES, lines.size()));
        }
        StringBuilder letters = new StringBuilder();
        for (int line = 0; line < LINES; line++) {
            String typed = Crockford.normalise(lines.get(line));
            if (typed.length() != LETTERS + 1
                    || typed.charAt(LETTERS) != check(line, typed.substring(0, LETTERS))) {
                throw new IllegalArgumentException(
                        "Line %d is not as it was printed. Compare it letter by letter."
                                .formatted(line + 1));
            }
            letters.append(typed, 0, LETTERS);
        }
        byte[] checked = Crockford.decode(letters.toString());
        byte[] key = Arrays.copyOf(checked, KEY_BYTES);
        byte[] sum = Arrays.copyOf(SecureTokens.sha256(key), CHECK_BYTES);
        if (!Arrays.equals(sum, Arrays.copyOfRange(checked, KEY_BYTES, checked.length))) {
            throw new IllegalArgumentException(
                    "Each line is sound, but they are not lines of one sheet.");
        }
        return key;
    }

    /** The last word of the last line: who can type it has the sheet at hand. */
    public String lastWord() {
        String last = lines.getLast();
        return last.substring(last.lastIndexOf(' ') + 1);
    }

    /** Whether a person typed the last word; case and spaces do not matter. */
    public boolean endsWith(String typed) {
        return SecureTokens.same(Crockford.normalise(typed), lastWord());
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "RecoverySheet[%d lines]".formatted(lines.size());
    }

    private static char check(int line, String letters) {
        byte[] sum =
                SecureTokens.digest(
                        String.format(Locale.ROOT, "backline sheet %d %s", line, letters));
        return Crockford.letter(sum[0] & 31);
    }
}
