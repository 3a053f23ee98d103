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
    /** Stopped on request; what was in stays in and can be undone. */
    STOPPED,
    /** Gave up; the job's message says why. What was in stays in and can be undone. */
    FAILED,
    /** The undo works. */
    UNDOING,
    /** Undone; opt-outs stay. */
    UNDONE
}
