package studio.backline.platform.pluginhost.running;

import java.util.function.Supplier;

/** Runs work with a plugin's loader as context class loader, and puts the former one back. */
public final class LoaderScope {

    private LoaderScope() {}

    /** Runs the work and gives its result. */
    public static <T> T call(ClassLoader loader, Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader former = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(former);
        }
    }
}
