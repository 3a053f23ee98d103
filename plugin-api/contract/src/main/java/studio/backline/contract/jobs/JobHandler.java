package studio.backline.contract.jobs;

/**
 * Does one kind of job. A bean of the plugin's context. Called on a virtual thread of the host with
 * the plugin's class loader as context class loader, as the person who asked, in their workspace,
 * outside any transaction. The same job may be given again after a crash: a handler goes on from
 * {@link JobRun#checkpoint()}, which it moves in the transaction that does the work.
 */
public interface JobHandler {

    /** {@code <plugin id>.<thing>}, such as {@code crm.import-people}. */
    String type();

    /**
     * Does the work.
     *
     * @return the result in a sentence fit to be shown
     * @throws JobFailedException to give up with a reason fit to be shown
     * @throws Exception anything else is logged, and shown as a fault of the plugin
     */
    String run(JobRun run) throws Exception;
}
