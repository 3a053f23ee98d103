package studio.backline.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import studio.backline.platform.encryption.signing.NoteKey;

class SignedNotesTest {

    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\n"
                    + "then you don't know what your problem is.\n";

    /** The key and the note of Go's own tests of signed notes. */
    private final NoteKey known =
            new NoteKey("PeterNeumann", seed("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"));

    private final NoteKey key = new NoteKey("backline/ab", new byte[32]);

    @Test
    void notesAreThoseThatOthersVerify() {
        assertThat(known.verifier())
                .isEqualTo("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        assertThat(known.sign(TEXT))
                .isEqualTo(
                        TEXT
                                + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGU"
                                + "gYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n");
        assertThat(known.open(known.sign(TEXT))).hasValue(TEXT);
    }

    @Test
    void eachFlippedBitAndEachCutIsRefused() {
        String note = key.sign("a\nb\n");
        assertThat(key.open(note)).hasValue("a\nb\n");
        byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length - 1; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << bit);
                String changed = new String(flipped, StandardCharsets.UTF_8);
                assertThat(key.open(changed)).as("byte %d, bit %d", at, bit).isEmpty();
            }
            assertThat(key.open(note.substring(0, Math.max(0, note.length() - 2 - at)))).isEmpty();
        }
    }

    @Test
    void anothersKeyOrNameSignsNothingOfOurs() {
        byte[] other = new byte[32];
        other[0] = 1;
        String note = key.sign("a\n");
        assertThat(new NoteKey("backline/ab", other).open(note)).isEmpty();
        assertThat(new NoteKey("backline/ac", new byte[32]).open(note)).isEmpty();
        assertThat(key.open(note + known.sign("a\n").lines().toList().getLast() + "\n"))
                .hasValue("a\n");
    }

    @Test
    void whatCouldBeReadInTwoWaysIsNotSigned() {
        for (String text : new String[] {"a", "a\n\nb\n", ""}) {
            assertThatThrownBy(() -> key.sign(text)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String name : new String[] {"", "a b", "a+b"}) {
            assertThatThrownBy(() -> new NoteKey(name, new byte[32]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new NoteKey("a", new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] seed(String secret) {
        byte[] bytes = Base64.getDecoder().decode(secret);
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }
}
