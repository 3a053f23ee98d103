package studio.backline.plugins.crm.organisation;

/** There is an organisation of that name. Key: crm.organisation.exists, with the name. */
public final class OrganisationExistsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String name;

    OrganisationExistsException(String name) {
        super("There is an organisation of that name in this workspace.");
        this.name = name;
    }

    /** The name that is taken. */
    public String name() {
        return name;
    }
}
