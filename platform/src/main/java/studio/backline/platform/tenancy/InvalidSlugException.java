package studio.backline.platform.tenancy;

/** A text cannot be a workspace's place in addresses. */
public final class InvalidSlugException extends TenancyException {

    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** Shorter than two characters or longer than forty. */
        LENGTH("tenancy.slug.length"),
        /** Something else than lower-case words joined by hyphens. */
        CHARACTERS("tenancy.slug.characters"),
        /** A word that the server needs itself. */
        RESERVED("tenancy.slug.reserved");

        private final String key;

        Reason(String key) {
            this.key = key;
        }
    }

    InvalidSlugException(Reason reason) {
        super(
                reason.key,
                "Use 2 to 40 lower-case letters and digits, in words joined by hyphens, and no"
                        + " word that the server needs itself.");
    }
}
