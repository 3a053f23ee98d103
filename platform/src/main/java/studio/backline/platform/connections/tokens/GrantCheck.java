package studio.backline.platform.connections.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import studio.backline.platform.connections.ConnectionFault;
import studio.backline.platform.connections.ProviderDeclaration;
import studio.backline.platform.connections.store.ConnectionTable.Brought;
import studio.backline.platform.connections.store.StoredConnection;
import studio.backline.platform.connections.wire.ProviderFaultException;
import studio.backline.platform.connections.wire.TokenGrant;

/** Holds what a provider gave against what it was asked for. */
final class GrantCheck {

    private GrantCheck() {}

    /**
     * What a person has brought.
     *
     * @param asked the scopes that they were shown
     * @param sent when the provider was asked: a token is counted from there, not from its arrival
     */
    static Brought brought(
            TokenGrant grant, Set<String> asked, ProviderDeclaration.Terms terms, Instant sent)
            throws ProviderFaultException {
        return check(grant, grant.scopes().orElse(asked), asked, terms, sent);
    }

    /** What a renewal has brought: no more than a person has agreed to. */
    static Brought renewed(
            TokenGrant grant,
            StoredConnection.Scopes before,
            ProviderDeclaration.Terms terms,
            Instant sent)
            throws ProviderFaultException {
        Set<String> asked = new LinkedHashSet<>(before.granted());
        asked.addAll(before.missing());
        return check(grant, grant.scopes().orElse(before.granted()), asked, terms, sent);
    }

    private static Brought check(
            TokenGrant grant,
            Set<String> granted,
            Set<String> asked,
            ProviderDeclaration.Terms terms,
            Instant sent)
            throws ProviderFaultException {
        if (grant.lasts().isEmpty() && !terms.endlessTokens()) {
            throw fault(ConnectionFault.NO_END);
        }
        if (!asked.containsAll(granted)) {
            throw fault(ConnectionFault.TOO_MUCH);
        }
        if (granted.isEmpty()) {
            throw fault(ConnectionFault.NOTHING_GRANTED);
        }
        Set<String> missing = new LinkedHashSet<>(asked);
        missing.removeAll(granted);
        return new Brought(
                grant.access(),
                grant.refresh(),
                grant.lasts().map(sent::plus),
                new StoredConnection.Scopes(granted, missing));
    }

    /**
     * Whether a token is good for a minute yet, or for a fifth of its time where that is less: our
     * clock and the provider's may differ, and a request takes a while.
     */
    static boolean isFresh(StoredConnection connection, Instant now) {
        Optional<Instant> end = connection.tokens().expiresAt();
        if (end.isEmpty()) {
            return true;
        }
        Duration fifth = Duration.between(connection.history().renewedAt(), end.get()).dividedBy(5);
        Duration minute = Duration.ofMinutes(1);
        return now.plus(fifth.compareTo(minute) < 0 ? fifth : minute).isBefore(end.get());
    }

    private static ProviderFaultException fault(ConnectionFault fault) {
        return new ProviderFaultException(fault, Optional.empty());
    }
}
