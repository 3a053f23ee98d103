package studio.backline.contract.encryption;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that only whoever uses it may see: a password, a token, a key of another service. It
 * prints as {@code Secret[…]} wherever it is printed: in a log, an exception, a debugger. A JSON
 * mapper finds no property in it, and Java's serialisation refuses it; a record that holds one can
 * be logged, compared and handed around. Any thread.
 *
 * <p>What seals it at rest is {@link Sealer}; this keeps it from being told while it is in memory.
 */
public final class Secret {

    private static final Secret NONE = new Secret("");

    /** Transient, so that a mapper that looks at fields leaves it alone as well. */
    private final transient String text;

    private Secret(String text) {
        this.text = text;
    }

    /** The secret that this text is; the empty one is none. */
    public static Secret of(String text) {
        return text.isEmpty() ? NONE : new Secret(text);
    }

    /** What stands for a secret where there is none. */
    public static Secret none() {
        return NONE;
    }

    /** Whether there is none. */
    public boolean isNone() {
        return text.isEmpty();
    }

    /** The text, for the place where it is used and nowhere before: a header, a sign-in. */
    public String reveal() {
        return text;
    }

    /** Takes the same time wherever two of equal length differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8),
                        secret.text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for all, since a hash tells of what it was made of. */
    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }
}
