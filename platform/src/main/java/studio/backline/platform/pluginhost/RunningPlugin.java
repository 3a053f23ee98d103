package studio.backline.platform.pluginhost;

import java.util.List;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.text.Texts;

/**
 * A plugin while it runs. Whoever holds on to one, or to anything taken from it, beyond {@link
 * PluginMount#unmount} keeps its classes in memory.
 */
public interface RunningPlugin {

    /** Which. */
    default PluginId id() {
        return manifest().id();
    }

    /** What it says of itself. */
    PluginManifest manifest();

    /** The loader of its classes and resources. */
    ClassLoader classLoader();

    /** Its beans of a type, in their declared order. */
    <T> List<T> beans(Class<T> type);

    /**
     * Makes an object in the plugin's context, its constructor's arguments taken from there, with
     * the plugin's class loader as context class loader.
     */
    <T> T create(Class<T> type);

    /** Its texts, in the reader's language. */
    Texts texts();
}
