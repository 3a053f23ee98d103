package studio.backline.plugins.crm.note;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.transaction.annotation.Transactional;
import studio.backline.contract.encryption.Sealed;
import studio.backline.contract.encryption.Sealer;
import studio.backline.contract.permission.Permissions;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.RefusedInputException.Problem;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.party.PartyGoneException;
import studio.backline.plugins.crm.party.PartyRef;

/** Keeps private notes, sealed at rest. Everything needs {@code crm.notes}. */
@Transactional
public class NoteService {

    /** How many notes are given at a time. */
    public static final int PAGE = 100;

    private final NoteRepository notes;
    private final EntityManager entities;
    private final Sealer sealer;
    private final Permissions permissions;

    NoteService(
            NoteRepository notes, EntityManager entities, Sealer sealer, Permissions permissions) {
        this.notes = notes;
        this.entities = entities;
        this.sealer = sealer;
        this.permissions = permissions;
    }

    /** The newest notes on a person or an organisation, newest first, a page at most. */
    @Transactional(readOnly = true)
    public List<Note> of(PartyRef about) {
        permissions.require(CrmPermissions.NOTES);
        return opened(notes.findNewest(about.id(), Limit.of(PAGE)));
    }

    /** Those before a note, on the same one: newest first, a page at most. */
    @Transactional(readOnly = true)
    public List<Note> before(Note note) {
        permissions.require(CrmPermissions.NOTES);
        return opened(
                notes.findOlder(
                        note.about().id(), note.createdAt(), note.id().value(), Limit.of(PAGE)));
    }

    /**
     * Writes a note.
     *
     * @throws PartyGoneException when there is no such person or organisation
     */
    public Note add(PartyRef about, String text) {
        permissions.require(CrmPermissions.NOTES);
        requireText(text);
        Instant now = SqlValues.now();
        touch(about, now);
        UUID id = NoteId.next().value();
        Sealed<String> sealed = sealer.seal(StoredNote.TEXT, id, text);
        return opened(notes.saveAndFlush(new StoredNote(id, about, sealed, now)));
    }

    /**
     * Saves a note.
     *
     * @throws StaleNoteException when somebody else saved or deleted it in between
     */
    public Note change(NoteId id, long version, String text) {
        permissions.require(CrmPermissions.NOTES);
        requireText(text);
        StoredNote note =
                notes.lockById(id.value())
                        .orElseThrow(() -> new StaleNoteException(id, Optional.empty()));
        if (note.version() != version) {
            throw new StaleNoteException(id, Optional.of(opened(note)));
        }
        Instant now = SqlValues.now();
        touch(note.about(), now);
        note.write(sealer.seal(StoredNote.TEXT, id.value(), text), now);
        return opened(notes.saveAndFlush(note));
    }

    /** Deletes a note; nothing happens when it is gone. */
    public void delete(NoteId id) {
        permissions.require(CrmPermissions.NOTES);
        notes.lockById(id.value())
                .ifPresent(
                        note -> {
                            touch(note.about(), SqlValues.now());
                            notes.delete(note);
                        });
    }

    // Who has a new note has changed: the undo of an import leaves such people and organisations
    // alone. The version stays, so that a form that is open on them can still be saved.
    private void touch(PartyRef about, Instant now) {
        String sql = "update {party} set changed_at = :now where id = :id";
        int touched =
                entities.createNativeQuery(about.tables().in(sql))
                        .setParameter("now", now)
                        .setParameter("id", about.id())
                        .executeUpdate();
        if (touched == 0) {
            throw new PartyGoneException(about);
        }
    }

    private List<Note> opened(List<StoredNote> stored) {
        return stored.stream().map(this::opened).toList();
    }

    private Note opened(StoredNote note) {
        return new Note(
                new NoteId(note.id()),
                note.about(),
                sealer.open(StoredNote.TEXT, note.id(), note.text()),
                note.version(),
                note.createdAt(),
                note.changedAt());
    }

    private static void requireText(String text) {
        if (text.isBlank()) {
            throw new RefusedInputException("note", Problem.EMPTY, 0);
        }
        PlainText.of("note", text, Note.MAX_LENGTH);
    }
}
