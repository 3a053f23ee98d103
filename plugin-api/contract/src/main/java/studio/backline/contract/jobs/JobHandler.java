package studio.backline.contract.jobs;

import java.time.Duration;

/**
 * Does one kind of job. A bean of the plugin's context. Called on a thread of its own with the
 * plugin's class loader as context class loader, as the person who asked, in their workspace,
 * outside any transaction. The same job may be given again after a crash: a handler goes on from
 * {@link JobRun#checkpoint()}, which it moves in the transaction that does the work.
 *
 * <p>A job may end without its handler: stopped while it waited, or refused since who asked is no
 * member any more. And a handler that is told to stop cannot know whether the job ends or goes on
 * another day. So what a plugin shows of something under way follows from {@link Jobs#find}; a
 * handler writes down what it has done, not that it was stopped or failed.
 */
public interface JobHandler {

    /** {@code <plugin id>.<thing>}, such as {@code crm.import-people}. */
    String type();

    /**
     * Does the work.
     *
     * @return the result in a sentence fit to be shown
     * @throws JobFailedException to give up with a reason fit to be shown
     * @throws Exception anything else is logged, and shown as a fault of the plugin once it was
     *     tried {@link #tries()} times
     */
    String run(JobRun run) throws Exception;

    /**
     * How often it is tried in all where it throws something other than {@link JobFailedException},
     * with pauses from ten seconds doubling to an hour. One, as long as the plugin does not say
     * that it may simply be done again; then people may also ask for another try of one that
     * failed.
     *
     * <p>What the database did for the sake of others is no fault of the plugin's, and does not end
     * the job at once: a lock that was waited for in vain (SQLSTATE 55P03), a deadlock or another
     * rollback (class 40). The job goes on from its checkpoint after such a pause, up to five times
     * whatever this says. So does one that loses its database, as after a crash.
     */
    default int tries() {
        return 1;
    }

    /**
     * How long it may go on without a sign of life, which is {@link JobRun#progress} or {@link
     * JobRun#moveCheckpoint}. After that its thread is interrupted and the job has failed; where it
     * goes on in spite of that, nothing waits for it, and people are told which plugin holds a
     * thread. A quarter of an hour, as long as the plugin does not say otherwise.
     */
    default Duration longestSilence() {
        return Duration.ofMinutes(15);
    }
}
