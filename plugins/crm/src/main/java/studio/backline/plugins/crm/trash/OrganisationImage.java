package studio.backline.plugins.crm.trash;

import java.util.List;
import studio.backline.plugins.crm.party.PartyTables;

/** An organisation with what an import changes of it. */
public final class OrganisationImage {

    /** The image of {@code p}, a row of organisation, without notes. */
    public static final String WITHOUT_NOTES = PartyImage.of(PartyTables.ORGANISATION, List.of());

    /** Puts back what hangs on it, as {@link PersonImage#RESTORE_PARTS}. */
    public static final List<String> RESTORE_PARTS =
            PartyImage.restoreParts(PartyTables.ORGANISATION, List.of());

    private OrganisationImage() {}
}
