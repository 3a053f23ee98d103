package studio.backline.platform.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.tenancy.WorkspaceScope;

/** The parts of one job that run beside its handler, for the same caller. */
final class JobParts {

    private final WorkspaceScope scope;
    private final Caller caller;
    private final ClassLoader loader;
    private final List<Thread> threads = new ArrayList<>();
    private boolean ended;

    JobParts(WorkspaceScope scope, Caller caller, ClassLoader loader) {
        this.scope = scope;
        this.caller = caller;
        this.loader = loader;
    }

    synchronized <T> FutureTask<T> start(Callable<T> part) {
        if (ended) {
            throw new IllegalStateException("The job has ended: no part of it begins.");
        }
        threads.removeIf(thread -> !thread.isAlive());
        FutureTask<T> task = new FutureTask<>(() -> scope.call(caller, part));
        Thread thread =
                Thread.ofPlatform()
                        .name(Thread.currentThread().getName() + "-part")
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .unstarted(task);
        thread.setContextClassLoader(loader);
        threads.add(thread);
        thread.start();
        return task;
    }

    /** Interrupts those that still run, and waits for them: none may outlive its plugin. */
    void end() {
        boolean interrupted = false;
        for (Thread thread : last()) {
            thread.interrupt();
            interrupted |= joined(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<Thread> last() {
        ended = true;
        return List.copyOf(threads);
    }

    private static boolean joined(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }
}
