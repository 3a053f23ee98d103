package studio.backline.plugins.crm.importing.ui;

import java.util.Optional;
import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.organisation.ui.OrganisationNavigation;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.person.ui.PersonNavigation;

/**
 * Where imports are: beside the list of what they bring, whose place in the menu is theirs. An
 * import stays at its address, whoever closes the window.
 */
public final class ImportNavigation {

    /** A new import, and those there were. */
    public static final String START = PersonNavigation.IMPORT;

    /** The same, of organisations. */
    static final String START_OF_ORGANISATIONS = OrganisationNavigation.IMPORT;

    /** The parameter of {@link #of}'s address. */
    static final String ID = "id";

    private ImportNavigation() {}

    /** A new import of these. */
    static String start(PartyTables kind) {
        return kind == PartyTables.PERSON ? START : START_OF_ORGANISATIONS;
    }

    /** The id that an address has; empty for what is none. */
    static Optional<ImportId> id(String text) {
        try {
            return Optional.of(ImportId.of(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** One import. */
    public static String of(PartyTables kind, ImportId id) {
        return start(kind) + "/" + id;
    }
}
