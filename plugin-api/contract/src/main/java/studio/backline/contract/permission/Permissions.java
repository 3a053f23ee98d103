package studio.backline.contract.permission;

/**
 * What the caller may do, here and now. Any thread that has a caller; no transaction needed. A
 * service checks before it acts; a screen asks in order to leave out what would be refused.
 */
public interface Permissions {

    /** Whether the caller holds it; false where there is no caller. */
    boolean has(Permission permission);

    /**
     * Returns when the caller holds it.
     *
     * @throws PermissionDeniedException when not
     */
    default void require(Permission permission) {
        if (!has(permission)) {
            throw new PermissionDeniedException(permission);
        }
    }
}
