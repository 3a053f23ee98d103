package studio.backline.platform.tenancy;

/** Another workspace has this place in addresses, or had it before. */
public final class SlugTakenException extends TenancyException {

    private static final long serialVersionUID = 1L;

    SlugTakenException(Slug slug) {
        super("tenancy.slug.taken", "'%s' is taken. Choose another.".formatted(slug));
    }
}
