package studio.backline.testkit.flat;

/**
 * What comes over a job.
 *
 * @param after how many checkpoints
 */
record JobFate(Kind kind, int after) {

    static final JobFate NONE = new JobFate(Kind.ENDS, 0);

    /** What it is. */
    enum Kind {
        ENDS,
        DIES,
        IS_PUT_OFF,
        IS_CANCELLED,
        WAITS
    }
}
