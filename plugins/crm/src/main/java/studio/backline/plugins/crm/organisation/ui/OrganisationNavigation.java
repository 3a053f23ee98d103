package studio.backline.plugins.crm.organisation.ui;

import com.vaadin.flow.router.QueryParameters;
import java.util.Optional;
import java.util.UUID;
import studio.backline.plugins.crm.organisation.OrganisationId;

/** Where the screens of organisations are. */
public final class OrganisationNavigation {

    /** The list. */
    public static final String LIST = "organisations";

    /** The form for a new one. */
    public static final String ADD = "organisations/new";

    /** The query parameter that tells the start of an import what the list holds. */
    public static final String BRINGS = "of";

    /** What the start of an import is told by the list of organisations. */
    static final QueryParameters BRINGING = QueryParameters.of(BRINGS, LIST);

    /** The parameter of {@link #of}'s address. */
    static final String ID = "id";

    /** The query parameter of {@link #listAt}'s address. */
    static final String AT = "at";

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
        return LIST + "?" + AT + "=" + id;
    }

    /** One organisation. */
    public static String of(OrganisationId id) {
        return LIST + "/" + id;
    }
}
