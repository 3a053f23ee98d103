package studio.backline.platform.tenancy;

import java.time.Instant;
import java.util.Optional;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;

/**
 * Someone who belongs to a workspace.
 *
 * @param account who
 * @param role as what
 * @param since from when
 * @param until to when; empty: for good
 * @param suspended whether kept out for now
 */
public record Member(
        AccountId account, Role role, Instant since, Optional<Instant> until, boolean suspended) {

    /** Whether the membership is over. */
    public boolean isOver(Instant now) {
        return until.filter(end -> !end.isAfter(now)).isPresent();
    }
}
