package studio.backline.testkit.provider;

import java.util.Set;

/**
 * What a provider knows of whoever connects accounts.
 *
 * @param id client id
 * @param secret client secret; not looked at where the proof is none
 * @param proof the only way in which it may prove who it is
 * @param redirects where people may be sent back to, character by character
 * @param scopes that it may ask for
 */
public record FakeClient(
        String id, String secret, Proof proof, Set<String> redirects, Set<String> scopes) {

    /** Ways to prove who one is (RFC 6749, section 2.3.1). */
    public enum Proof {
        /** HTTP Basic, both parts form-encoded. */
        BASIC,
        /** In the form. */
        POST,
        /** The client id alone. */
        NONE
    }
}
