package studio.backline.platform.tenancy;

import java.time.Instant;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * A workspace.
 *
 * @param id its id
 * @param name what people call it
 * @param slug its place in addresses
 * @param createdAt when it was made
 */
public record Workspace(WorkspaceId id, String name, String slug, Instant createdAt) {}
