package studio.backline.plugins.crm.note;

import java.util.Optional;

/** Somebody else saved or deleted the note meanwhile. Key: crm.note.stale. */
public final class StaleNoteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Note> current;

    StaleNoteException(NoteId id, Optional<Note> current) {
        super("Note %s was changed by somebody else meanwhile.".formatted(id));
        this.current = current;
    }

    /** What is kept now; empty when it was deleted. */
    public Optional<Note> current() {
        return current;
    }
}
