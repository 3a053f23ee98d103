package studio.backline.plugins.crm.organisation.ui;

import studio.backline.plugins.crm.organisation.OrganisationId;
import studio.backline.plugins.crm.person.ui.PersonNavigation;

/** Where the screens of organisations are. */
public final class OrganisationNavigation {

    /** The list. */
    public static final String LIST = "organisations";

    /** The form for a new one. */
    public static final String ADD = "organisations/new";

    /** Bringing a list of them. */
    public static final String IMPORT = PersonNavigation.IMPORT + "?of=" + LIST;

    /** The parameter of {@link #of}'s address. */
    static final String ID = "id";

    private OrganisationNavigation() {}

    /** One organisation. */
    public static String of(OrganisationId id) {
        return LIST + "/" + id;
    }
}
