package studio.backline.plugins.crm.organisation;

import studio.backline.plugins.crm.party.PartyRef;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.party.StalePartyException;

/** Somebody else saved it meanwhile. Key: crm.organisation.stale. */
public final class StaleOrganisationException extends StalePartyException {

    private static final long serialVersionUID = 1L;

    private final transient Organisation current;

    StaleOrganisationException(Organisation current) {
        super(new PartyRef(PartyTables.ORGANISATION, current.id().value()));
        this.current = current;
    }

    /** What is kept now; save with its version to overwrite it. */
    public Organisation current() {
        return current;
    }
}
