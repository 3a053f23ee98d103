package studio.backline.contract.jobs;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/** One job while it runs. Used by the handler's thread, and by parts of it that run beside it. */
public interface JobRun {

    /** Which job. */
    JobId id();

    /** What it was asked with. */
    Map<String, String> parameters();

    /** Where an earlier run got to; empty at the first. */
    Optional<String> checkpoint();

    /**
     * Moves the checkpoint, on the plugin's own connection inside its current transaction, so that
     * it moves exactly if the work commits. One transaction at a time may have moved it.
     *
     * @throws JobLostException when another worker has taken the job over; roll back and return
     */
    void moveCheckpoint(String checkpoint);

    /**
     * Tells how far the work is. Cheap: written at most twice a second, outside the transaction.
     *
     * @param done units done
     * @param total units in all, or 0 while unknown
     */
    void progress(long done, long total);

    /**
     * Whether to stop, and return: the person asked to, or the plugin or the server stops and the
     * job goes on when it is back. Ask between steps.
     */
    boolean cancelled();

    /**
     * Does a part of the work on a thread of its own, while the handler goes on: for the same
     * caller, in transactions of its own, each with a connection of the plugin's few. The job ends
     * when all its parts have; those that still run when the handler returns are interrupted.
     */
    <T> Future<T> beside(Callable<T> part);
}
