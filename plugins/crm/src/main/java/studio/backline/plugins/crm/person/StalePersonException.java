package studio.backline.plugins.crm.person;

import studio.backline.plugins.crm.party.PartyRef;
import studio.backline.plugins.crm.party.StalePartyException;

/** Somebody else saved the person in the meantime; nothing was changed. Key: crm.person.stale. */
public final class StalePersonException extends StalePartyException {

    private static final long serialVersionUID = 1L;

    private final transient PersonProfile current;
    private final transient PersonDetails refused;

    StalePersonException(PersonProfile current, PersonDetails refused) {
        super(PartyRef.of(current.id()));
        this.current = current;
        this.refused = refused;
    }

    /** What is kept now; save with its version to overwrite it. */
    public PersonProfile current() {
        return current;
    }

    /** What was to be saved. */
    public PersonDetails refused() {
        return refused;
    }
}
