package studio.backline.plugins.crm.organisation.ui;

import java.util.Optional;
import java.util.UUID;
import studio.backline.plugins.crm.organisation.OrganisationId;
import studio.backline.plugins.crm.party.ui.LeftList;

/** Where the screens of organisations are. */
public final class OrganisationNavigation {

    /** The list. */
    public static final String LIST = "organisations";

    /** The form for a new one. */
    public static final String ADD = "organisations/new";

    /** Bringing a list. */
    public static final String IMPORT = "organisations/import";

    /** The parameter of {@link #of}'s address. */
    static final String ID = "id";

    private OrganisationNavigation() {}

    /** The id that an address has; empty for what is none. */
    static Optional<OrganisationId> id(String text) {
        try {
            return Optional.of(new OrganisationId(UUID.fromString(text)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** The list, from one on. */
    static String listAt(OrganisationId id) {
        return LIST + "?" + LeftList.AT + "=" + id;
    }

    /** One organisation. */
    public static String of(OrganisationId id) {
        return LIST + "/" + id;
    }
}
