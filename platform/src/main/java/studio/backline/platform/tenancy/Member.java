package studio.backline.platform.tenancy;

import java.time.Instant;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;

/**
 * Someone who belongs to a workspace.
 *
 * @param account who
 * @param role as what
 * @param since from when
 */
public record Member(AccountId account, Role role, Instant since) {}
