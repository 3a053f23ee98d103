package studio.backline.plugins.crm.party;

/** Somebody else saved the person or organisation in the meantime; nothing was changed. */
public abstract class StalePartyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected StalePartyException(PartyRef party) {
        super(
                party.tables()
                        .in("The {party} %s was changed by somebody else meanwhile.")
                        .formatted(party.id()));
    }
}
