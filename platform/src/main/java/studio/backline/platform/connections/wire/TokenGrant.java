package studio.backline.platform.connections.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import studio.backline.contract.encryption.Secret;

/**
 * What a provider gave.
 *
 * @param access the access token
 * @param refresh what the next one is had with; empty where it gave none
 * @param lasts how long the access token does; empty where it does not say
 * @param scopes what it is good for; empty where it does not say, which means as asked
 */
public record TokenGrant(
        Secret access,
        Optional<Secret> refresh,
        Optional<Duration> lasts,
        Optional<Set<String>> scopes) {

    /** Nothing of the tokens. */
    @Override
    public String toString() {
        return "TokenGrant[lasts %s, renewable %s]".formatted(lasts, refresh.isPresent());
    }
}
