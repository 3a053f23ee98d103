package studio.backline.ui.audit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import studio.backline.contract.permission.Permission;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.audit.AuditChain;
import studio.backline.platform.audit.AuditEntry;
import studio.backline.platform.audit.AuditFilter;
import studio.backline.platform.audit.AuditLog;
import studio.backline.platform.checkpoints.Checkpoints;
import studio.backline.platform.checkpoints.Comparison;
import studio.backline.platform.checkpoints.Standing;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.Accounts;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.screen.JobNames;

/**
 * What the screens of activity work with. Whether whoever looks may is asked at each look: owners
 * see their workspace, operators the house.
 *
 * @param names of plugins, and their texts, while they run
 */
record ActivityRoom(
        AuditLog log,
        Checkpoints checkpoints,
        Accounts accounts,
        JobNames names,
        HousePermissions permissions) {

    /** So many entries come at once. */
    static final int PAGE = 50;

    List<AuditEntry> page(AuditChain chain, AuditFilter filter, OptionalLong before) {
        require(chain);
        return log.read(chain, filter, before, PAGE);
    }

    Optional<AuditEntry.Change> change(AuditChain chain, long number) {
        require(chain);
        return log.change(chain, number);
    }

    List<Account> people(AuditChain chain) {
        require(chain);
        return accounts.find(log.people(chain));
    }

    List<Account> accounts(List<AccountId> ids) {
        return accounts.find(ids);
    }

    List<String> areas(AuditChain chain) {
        require(chain);
        return log.areas(chain);
    }

    Standing standing(AuditChain chain) {
        require(chain);
        return checkpoints.standing(chain);
    }

    boolean check(AuditChain chain) {
        require(chain);
        return checkpoints.check(chain).isWhole();
    }

    Optional<Standing.Kept> take(AuditChain chain) {
        require(chain);
        return checkpoints.take(chain);
    }

    Comparison compare(AuditChain chain, String kept) {
        require(chain);
        return checkpoints.compare(chain, kept);
    }

    /** As of now, not as of when the screen was opened. */
    private void require(AuditChain chain) {
        Permission needed =
                chain == AuditChain.INSTANCE ? HousePermissions.OPERATE : HousePermissions.ACTIVITY;
        if (!permissions.has(needed)) {
            throw new PermissionDeniedException(needed);
        }
    }
}
