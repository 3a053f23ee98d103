package studio.backline.platform.pluginhost.unload;

/** A cache of some library that outlives a plugin. One small class for each. */
interface LoaderCache {

    /** Lets go of whatever comes from the loader; clears the whole cache where that is simpler. */
    void forget(ClassLoader loader) throws ReflectiveOperationException;
}
