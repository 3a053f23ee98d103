package studio.backline.platform.pluginhost.unload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names what can be seen, without a heap dump, to hold a class loader: threads, beans under
 * management, static fields and what the JDK keeps for the whole machine.
 */
final class LoaderHolders {

    private static final int MAX_NAMED = 5;

    private LoaderHolders() {}

    static Optional<String> find(ClassLoader loader) {
        return threads(loader)
                .or(() -> ManagedBeans.find(loader))
                .or(() -> new StaticPaths(loader).find());
    }

    private static Optional<String> threads(ClassLoader loader) {
        List<String> holders = new ArrayList<>();
        for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
            String how = how(each.getKey(), each.getValue(), loader);
            if (!how.isEmpty()) {
                holders.add("thread '%s' (%s)".formatted(each.getKey().getName(), how));
            }
        }
        if (holders.isEmpty()) {
            holders.addAll(VirtualThreads.running(loader));
        }
        if (holders.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                holders.size() > MAX_NAMED
                        ? String.join(", ", holders.subList(0, MAX_NAMED))
                                + " and %d more threads".formatted(holders.size() - MAX_NAMED)
                        : String.join(", ", holders));
    }

    private static String how(Thread thread, StackTraceElement[] stack, ClassLoader loader) {
        if (thread.getClass().getClassLoader() == loader) {
            return "its class is the plugin's";
        }
        for (StackTraceElement frame : stack) {
            if (loader.getName().equals(frame.getClassLoaderName())) {
                return "it runs " + frame.getClassName();
            }
        }
        return thread.getContextClassLoader() == loader ? "its context class loader" : "";
    }
}
