package studio.backline.contract.jobs;

/** Another worker has taken the job over, since this one was silent for too long. */
public final class JobLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param id the job that was lost
     */
    public JobLostException(JobId id) {
        super("Job %s was taken over by another worker.".formatted(id));
    }
}
