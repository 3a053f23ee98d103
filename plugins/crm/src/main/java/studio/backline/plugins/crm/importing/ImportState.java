package studio.backline.plugins.crm.importing;

/** Where an import stands. */
public enum ImportState {
    /** Uploaded; waits for a plan. */
    DRAFT,
    /** The dry run works. */
    REHEARSING,
    /** The dry run is done: counts and samples can be seen. */
    REHEARSED,
    /** The import works. */
    RUNNING,
    /** All rows are in. */
    DONE,
    /** Stopped on request, or its undo was; what is in stays in and can be undone. */
    STOPPED,
    /** It or its undo gave up; the job's message says why. What is in stays and can be undone. */
    FAILED,
    /** The undo works. */
    UNDOING,
    /** Undone; opt-outs stay. */
    UNDONE;

    /** Whether a job of it works or waits, as long as that has not ended. */
    public boolean isUnderWay() {
        return this == REHEARSING || this == RUNNING || this == UNDOING;
    }
}
