package studio.backline.platform.tenancy;

import java.util.Optional;
import java.util.concurrent.Callable;
import studio.backline.contract.tenancy.Caller;

/**
 * Enters a workspace for a piece of work that no request carries: a job, a command, a test. What
 * runs inside sees that workspace's rows; a transaction that began in another workspace refuses its
 * next statement.
 */
public final class WorkspaceScope {

    private static final ScopedValue<Caller> CALLER = ScopedValue.newInstance();

    /** Runs the work on behalf of the caller and gives its result. */
    public <T> T call(Caller caller, Callable<T> work) throws Exception {
        return ScopedValue.where(CALLER, caller).call(work::call);
    }

    /** Runs the work on behalf of the caller. */
    public void run(Caller caller, Runnable work) {
        ScopedValue.where(CALLER, caller).run(work);
    }

    /** The caller that was entered on this thread, innermost first. */
    Optional<Caller> entered() {
        return CALLER.isBound() ? Optional.of(CALLER.get()) : Optional.empty();
    }
}
