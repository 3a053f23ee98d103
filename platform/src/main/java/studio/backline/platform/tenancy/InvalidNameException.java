package studio.backline.platform.tenancy;

/** A workspace's name is empty, too long, or holds control characters. */
public final class InvalidNameException extends TenancyException {

    private static final long serialVersionUID = 1L;

    InvalidNameException() {
        super("tenancy.name", "A name has 1 to 100 characters, without line breaks.");
    }
}
