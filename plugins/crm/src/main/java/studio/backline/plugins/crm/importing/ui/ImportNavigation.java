package studio.backline.plugins.crm.importing.ui;

import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.person.ui.PersonNavigation;

/** Where imports are. An import stays at its address, whoever closes the window. */
public final class ImportNavigation {

    /** A new import, and those there were. */
    public static final String START = PersonNavigation.IMPORT;

    /** The parameter of {@link #of}'s address. */
    static final String ID = "id";

    private ImportNavigation() {}

    /** One import. */
    public static String of(ImportId id) {
        return START + "/" + id;
    }
}
