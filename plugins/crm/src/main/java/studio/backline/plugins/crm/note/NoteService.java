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
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.RefusedInputException.Problem;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.person.PersonGoneException;

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

    /** The newest notes on a person, newest first, a page at most. */
    @Transactional(readOnly = true)
    public List<Note> of(SubjectId person) {
        permissions.require(CrmPermissions.NOTES);
        return opened(
                notes.findByPersonIdOrderByCreatedAtDescIdDesc(person.value(), Limit.of(PAGE)));
    }

    /** Those before a note, on the same person: newest first, a page at most. */
    @Transactional(readOnly = true)
    public List<Note> before(Note note) {
        permissions.require(CrmPermissions.NOTES);
        return opened(
                notes.findOlder(
                        note.person().value(),
                        note.createdAt(),
                        note.id().value(),
                        Limit.of(PAGE)));
    }

    /**
     * Writes a note.
     *
     * @throws PersonGoneException when there is no such person
     */
    public Note add(SubjectId person, String text) {
        permissions.require(CrmPermissions.NOTES);
        requireText(text);
        Instant now = SqlValues.now();
        touch(person, now);
        UUID id = NoteId.next().value();
        Sealed<String> sealed = sealer.seal(StoredNote.TEXT, id, text);
        return opened(notes.saveAndFlush(new StoredNote(id, person.value(), sealed, now)));
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
        touch(new SubjectId(note.personId()), now);
        note.write(sealer.seal(StoredNote.TEXT, id.value(), text), now);
        return opened(notes.saveAndFlush(note));
    }

    /** Deletes a note; nothing happens when it is gone. */
    public void delete(NoteId id) {
        permissions.require(CrmPermissions.NOTES);
        notes.lockById(id.value())
                .ifPresent(
                        note -> {
                            touch(new SubjectId(note.personId()), SqlValues.now());
                            notes.delete(note);
                        });
    }

    // A person with a new note has changed: the undo of an import leaves such people alone. The
    // version stays, so that a form that is open on the person can still be saved.
    private void touch(SubjectId person, Instant now) {
        int touched =
                entities.createNativeQuery("update person set changed_at = :now where id = :id")
                        .setParameter("now", now)
                        .setParameter("id", person.value())
                        .executeUpdate();
        if (touched == 0) {
            throw new PersonGoneException(person);
        }
    }

    private List<Note> opened(List<StoredNote> stored) {
        return stored.stream().map(this::opened).toList();
    }

    private Note opened(StoredNote note) {
        return new Note(
                new NoteId(note.id()),
                new SubjectId(note.personId()),
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
