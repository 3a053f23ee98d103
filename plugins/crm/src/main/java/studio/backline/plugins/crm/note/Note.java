package studio.backline.plugins.crm.note;

import java.time.Instant;
import studio.backline.plugins.crm.party.PartyRef;

/**
 * A private note, opened.
 *
 * @param id which
 * @param about whom it is about
 * @param text what it says
 * @param version to hand back when saving
 * @param createdAt when it was written
 * @param changedAt when it was last changed
 */
public record Note(
        NoteId id,
        PartyRef about,
        String text,
        long version,
        Instant createdAt,
        Instant changedAt) {

    /** The longest text, in characters. */
    public static final int MAX_LENGTH = 20_000;
}
