package studio.backline.plugins.crm.person.ui;

import java.util.Optional;
import java.util.UUID;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.party.ui.LeftList;

/** Where the screens of people are. An address holds ids and choices, never a name or a search. */
public final class PersonNavigation {

    /** The list. */
    public static final String LIST = "people";

    /** The form for a new person. */
    public static final String ADD = "people/new";

    /** Bringing a list. */
    public static final String IMPORT = "people/import";

    /** The parameter of {@link #of}'s address. */
    static final String ID = "id";

    private PersonNavigation() {}

    /** The id that an address has; empty for what is none. */
    static Optional<SubjectId> id(String text) {
        try {
            return Optional.of(new SubjectId(UUID.fromString(text)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** One person. */
    public static String of(SubjectId id) {
        return LIST + "/" + id;
    }

    /** The list, from a person on. */
    public static String listAt(SubjectId id) {
        return LIST + "?" + LeftList.AT + "=" + id;
    }
}
