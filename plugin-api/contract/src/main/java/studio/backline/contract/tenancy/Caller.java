package studio.backline.contract.tenancy;

import java.util.Optional;
import studio.backline.contract.permission.Role;

/**
 * On whose behalf a piece of work runs.
 *
 * @param workspace the workspace whose rows are seen; always exactly one
 * @param account the person who asked; empty where the host itself works, as a retention run does
 * @param role that person's role in the workspace; for the host's own work {@link Role#OWNER}
 */
public record Caller(WorkspaceId workspace, Optional<AccountId> account, Role role) {}
