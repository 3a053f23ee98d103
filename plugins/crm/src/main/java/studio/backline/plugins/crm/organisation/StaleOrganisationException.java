package studio.backline.plugins.crm.organisation;

/** Somebody else saved it meanwhile. Key: crm.organisation.stale. */
public final class StaleOrganisationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Organisation current;

    StaleOrganisationException(Organisation current) {
        super("Organisation %s was changed by somebody else meanwhile.".formatted(current.id()));
        this.current = current;
    }

    /** What is kept now; save with its version to overwrite it. */
    public Organisation current() {
        return current;
    }
}
