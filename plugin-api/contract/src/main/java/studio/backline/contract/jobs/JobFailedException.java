package studio.backline.contract.jobs;

/** A job gives up. The message is shown to the person who asked: what happened, and what to do. */
public final class JobFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened and what to do, without secrets and names of people
     */
    public JobFailedException(String message) {
        super(message);
    }
}
