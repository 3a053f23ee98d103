package studio.backline.platform.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import studio.backline.contract.audit.AuditEvent.AuditObject;
import studio.backline.contract.tenancy.AccountId;

/**
 * An entry as it is read.
 *
 * @param number its place in the chain, from 1 on
 * @param source the database's role that wrote it
 * @param act what was done
 * @param told who, about what and from where; empty where that was erased
 */
public record AuditEntry(
        UUID id, long number, Instant at, String source, String act, Optional<Told> told) {

    /**
     * What can be erased.
     *
     * @param who the account that acted, where one did
     * @param actor what acted; entries of before this was kept say only whether it was an account
     * @param object what it was done to; of kind {@code row} where the kind was not kept yet
     * @param origin from where
     * @param changed whether there is something to be seen of before and after
     */
    public record Told(
            Optional<AccountId> who,
            Origin.Actor actor,
            Optional<AuditObject> object,
            Map<String, String> facts,
            Where origin,
            boolean changed) {}

    /** From where; each empty where it is not known. */
    public record Where(
            Optional<String> network, Optional<Device> device, Optional<String> correlation) {}

    /** What stood in what was changed, and what stands there now. */
    public record Change(Map<String, String> before, Map<String, String> after) {}
}
