package studio.backline.contract.tenancy;

import java.util.Optional;

/**
 * Who is calling. Known on a thread that serves a request or a browser's push, and inside a job; a
 * thread that a plugin made itself has none.
 */
public interface CurrentCaller {

    /** The caller, or empty on a thread that serves nobody. */
    Optional<Caller> find();

    /**
     * The caller.
     *
     * @throws IllegalStateException on a thread that serves nobody
     */
    default Caller require() {
        return find().orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "No workspace here: this thread serves no request and no"
                                                + " job. Do the work in a job, or in the request."));
    }
}
