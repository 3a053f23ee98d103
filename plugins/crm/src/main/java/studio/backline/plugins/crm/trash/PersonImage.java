package studio.backline.plugins.crm.trash;

import java.util.List;
import studio.backline.plugins.crm.party.PartyTables;

/** A person with all that hangs on them, for what can be undone: a deletion, an import. */
public final class PersonImage {

    private static final String AFFILIATION = "affiliation";

    static final List<String> PARTS = List.of(AFFILIATION, PartyImage.NOTE);

    /** The image of {@code p}, a row of person, without notes. */
    public static final String WITHOUT_NOTES =
            PartyImage.of(PartyTables.PERSON, List.of(AFFILIATION));

    /**
     * Puts back what hangs on people; tags and organisations that are gone meanwhile are left out.
     * Each takes the source of the images as {@code %s}: from … where ….
     */
    public static final List<String> RESTORE_PARTS =
            PartyImage.restoreParts(PartyTables.PERSON, PARTS);

    private PersonImage() {}
}
