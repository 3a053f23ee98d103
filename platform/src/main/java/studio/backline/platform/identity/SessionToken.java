package studio.backline.platform.identity;

import java.io.Serializable;

/**
 * Who has it has the session. Random, kept only where the session is, its hash in the row.
 *
 * @param value 256 random bits
 */
public record SessionToken(String value) implements Serializable {

    /** Not the token. */
    @Override
    public String toString() {
        return "SessionToken[…]";
    }
}
