package studio.backline.plugins.crm.person;

/** Somebody else saved the person in the meantime; nothing was changed. Key: crm.person.stale. */
public final class StalePersonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient PersonProfile current;
    private final transient PersonDetails refused;

    StalePersonException(PersonProfile current, PersonDetails refused) {
        super("Person %s was changed by somebody else meanwhile.".formatted(current.id()));
        this.current = current;
        this.refused = refused;
    }

    /** What is kept now; save with its version to overwrite it. */
    public PersonProfile current() {
        return current;
    }

    /** What was to be saved. */
    public PersonDetails refused() {
        return refused;
    }
}
