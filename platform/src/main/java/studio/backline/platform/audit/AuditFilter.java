package studio.backline.platform.audit;

import java.time.Instant;
import java.util.Optional;
import studio.backline.contract.tenancy.AccountId;

/**
 * Which entries are asked for.
 *
 * @param person who acted
 * @param area what the act begins with, such as {@code identity} or a plugin's id
 * @param since at this moment or later
 * @param until before this moment
 */
public record AuditFilter(
        Optional<AccountId> person,
        Optional<String> area,
        Optional<Instant> since,
        Optional<Instant> until) {

    /** All. */
    public static AuditFilter none() {
        return new AuditFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
