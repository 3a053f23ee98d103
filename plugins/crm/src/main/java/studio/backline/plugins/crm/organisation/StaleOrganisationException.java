package studio.backline.plugins.crm.organisation;

import java.util.Optional;

/** Somebody else saved or deleted it meanwhile. Key: crm.organisation.stale. */
public final class StaleOrganisationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Organisation> current;

    StaleOrganisationException(OrganisationId id, Optional<Organisation> current) {
        super("Organisation %s was changed by somebody else meanwhile.".formatted(id));
        this.current = current;
    }

    /** What is kept now; empty when it was deleted. */
    public Optional<Organisation> current() {
        return current;
    }
}
