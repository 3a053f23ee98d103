package studio.backline.plugins.crm.party;

/** There is no such person or organisation here, or not any more. Key: crm.person.gone. */
public final class PartyGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param party what one asked for
     */
    public PartyGoneException(PartyRef party) {
        super(party.tables().in("There is no {party} %s in this workspace.").formatted(party.id()));
    }
}
