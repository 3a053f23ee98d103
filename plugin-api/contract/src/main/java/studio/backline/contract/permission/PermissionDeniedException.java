package studio.backline.contract.permission;

/** The caller lacks a permission. The message is fit to be shown: it names the permission only. */
public final class PermissionDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String permission;

    /**
     * @param permission the permission that is missing
     */
    public PermissionDeniedException(Permission permission) {
        super("This needs the permission '%s'. An owner can give it.".formatted(permission.id()));
        this.permission = permission.id();
    }

    /** The id of the permission that is missing. */
    public String permission() {
        return permission;
    }
}
