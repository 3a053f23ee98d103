package studio.backline.platform.tenancy;

/** A workspace would be left without an owner. */
public final class LastOwnerException extends TenancyException {

    private static final long serialVersionUID = 1L;

    LastOwnerException() {
        super(
                "tenancy.last-owner",
                "A workspace keeps at least one owner. Make somebody else an owner first.");
    }
}
