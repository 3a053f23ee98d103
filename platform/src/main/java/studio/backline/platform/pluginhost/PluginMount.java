package studio.backline.platform.pluginhost;

/**
 * Something that takes up what plugins contribute and lets go of it again: routes and menu, job
 * handlers. Implemented by beans of the host; called on the lifecycle thread.
 */
public interface PluginMount {

    /**
     * Takes up the plugin's contributions. What it throws keeps the plugin from starting; the host
     * then calls {@link #unmount} on all mounts.
     */
    void mount(RunningPlugin plugin);

    /**
     * Lets go of everything that comes from the plugin. Also called when {@link #mount} has failed
     * or has not been called; the context is still open.
     */
    void unmount(RunningPlugin plugin);

    /** Shows anew which plugins there are: one is no longer installed, or nothing of it is kept. */
    default void gone() {}

    /**
     * Clears what caches of libraries still hold of the plugin's classes. The plugin's context is
     * closed; of the loader only identity may be asked.
     */
    default void forget(ClassLoader loader) {}
}
