package studio.backline.platform.identity.passkey;

import java.io.Serializable;

/**
 * One conversation with a browser about a passkey, good for one answer.
 *
 * @param json what the browser's own function takes, by its JSON form
 * @param asked what the answer is judged by; stays on the server
 */
public record Ceremony(String json, Serializable asked) implements Serializable {

    /** Not the challenge. */
    @Override
    public String toString() {
        return "Ceremony[…]";
    }
}
