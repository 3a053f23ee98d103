package studio.backline.platform.tenancy;

/** Something about a workspace or a membership was refused; nothing was changed. */
public abstract sealed class TenancyException extends RuntimeException
        permits InvalidSlugException,
                InvalidNameException,
                SlugTakenException,
                LastOwnerException,
                NoSuchWorkspaceException,
                NoSuchMemberException {

    private static final long serialVersionUID = 1L;

    private final String code;

    TenancyException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The error code, which is the key of the message shown to people. */
    public String code() {
        return code;
    }
}
