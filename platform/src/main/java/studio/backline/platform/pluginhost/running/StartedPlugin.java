package studio.backline.platform.pluginhost.running;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import studio.backline.contract.text.Texts;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.database.PluginPool;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.RunningPlugin;

/** A plugin with its context open. */
public final class StartedPlugin implements RunningPlugin {

    private static final Logger log = LoggerFactory.getLogger(StartedPlugin.class);

    /** What is opened for a plugin, and closed again in this order. */
    record Parts(
            AnnotationConfigApplicationContext context,
            GenericApplicationContext facade,
            PluginPersistence persistence,
            PluginPool pool) {}

    private final PluginManifest manifest;
    private final ClassLoader loader;
    private final PluginConnection connection;
    private final Texts texts;
    private final Parts parts;
    private volatile boolean closing;

    StartedPlugin(
            PluginManifest manifest,
            ClassLoader loader,
            PluginConnection connection,
            Texts texts,
            Parts parts) {
        this.manifest = manifest;
        this.loader = loader;
        this.connection = connection;
        this.texts = texts;
        this.parts = parts;
    }

    @Override
    public PluginManifest manifest() {
        return manifest;
    }

    @Override
    public ClassLoader classLoader() {
        return loader;
    }

    @Override
    public <T> List<T> beans(Class<T> type) {
        return LoaderScope.call(
                loader, () -> parts.context().getBeanProvider(type).orderedStream().toList());
    }

    @Override
    public <T> T create(Class<T> type) {
        if (closing) {
            throw new IllegalStateException(
                    "The plugin %s is stopping and takes no new work.".formatted(id()));
        }
        return LoaderScope.call(
                loader, () -> parts.context().getAutowireCapableBeanFactory().createBean(type));
    }

    @Override
    public Texts texts() {
        return texts;
    }

    /** The plugin's way to the database. */
    public PluginConnection connection() {
        return connection;
    }

    /** Takes no new work from now on. */
    public void refuseNewWork() {
        closing = true;
        parts.persistence().transactions().refuse();
    }

    /** Waits until the transactions under way have ended, or the time is over. */
    public boolean drain(Duration patience) {
        return parts.persistence().transactions().awaitNone(patience);
    }

    /** Closes everything, each part also where another fails. */
    void close() {
        refuseNewWork();
        LoaderScope.call(
                loader,
                () -> {
                    closeQuietly("context", parts.context()::close);
                    closeQuietly("contract services", parts.facade()::close);
                    closeQuietly("persistence", parts.persistence()::close);
                    closeQuietly("pool", parts.pool()::close);
                    return true;
                });
    }

    /** Takes the database away, also from what did not close. */
    void cutOff() {
        parts.pool().close();
    }

    private void closeQuietly(String what, Runnable close) {
        try {
            close.run();
        } catch (Throwable thrown) {
            // Removal goes on whatever a plugin throws; the log has it.
            log.warn(
                    "The {} of plugin {} did not close cleanly.",
                    what,
                    id(),
                    FailedStart.textOnly(thrown));
        }
    }
}
