package studio.backline.platform.tenancy;

import studio.backline.contract.permission.Role;

/**
 * That an account belongs to a workspace.
 *
 * @param workspace where
 * @param role as what
 */
public record Membership(Workspace workspace, Role role) {}
