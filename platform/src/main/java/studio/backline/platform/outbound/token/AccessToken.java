package studio.backline.platform.outbound.token;

import java.time.Instant;

/**
 * What opens somebody else's API for a while (RFC 6749, section 1.4).
 *
 * @param value the secret
 * @param endsAt when it opens nothing any more
 */
public record AccessToken(String value, Instant endsAt) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "AccessToken[until " + endsAt + "]";
    }
}
