package studio.backline.plugins.crm.note;

import java.util.List;
import org.springframework.transaction.annotation.Transactional;
import studio.backline.contract.subject.SubjectId;

/** Keeps private notes, sealed at rest. Everything needs {@code crm.notes}. */
@Transactional
public class NoteService {

    /** The notes on a person, newest first, at most 200. */
    @Transactional(readOnly = true)
    public List<Note> of(SubjectId person) {
        throw new UnsupportedOperationException();
    }

    /** Writes a note. */
    public Note add(SubjectId person, String text) {
        throw new UnsupportedOperationException();
    }

    /**
     * Saves a note.
     *
     * @throws StaleNoteException when somebody else saved or deleted it in between
     */
    public Note change(NoteId id, long version, String text) {
        throw new UnsupportedOperationException();
    }

    /** Deletes a note. */
    public void delete(NoteId id) {
        throw new UnsupportedOperationException();
    }
}
