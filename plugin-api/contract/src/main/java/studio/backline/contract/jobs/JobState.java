package studio.backline.contract.jobs;

/** Where a job stands. */
public enum JobState {
    /** Waits for a worker. */
    PLANNED,
    /** A worker holds it. */
    RUNNING,
    /** Finished. */
    DONE,
    /** Gave up, with a reason. */
    FAILED,
    /** Stopped on request. */
    CANCELLED;

    /** Whether nothing more will happen. */
    public boolean isFinal() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
