package studio.backline.platform.pluginhost.unload;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All caches of the host that may hold a plugin's classes, but for those of the screens. */
public final class LoaderCaches {

    private static final Logger log = LoggerFactory.getLogger(LoaderCaches.class);

    private final List<LoaderCache> caches =
            List.of(
                    new SpringCaches(),
                    new SpringSoftCaches(),
                    new SpringConverterCaches(),
                    new ObjenesisCache(),
                    new SpringDataCaches(),
                    new SpringFactoriesCache(),
                    new JdkCaches(),
                    new RecordMethods());

    /** Lets go of the loader everywhere; a cache that has changed its shape is named in the log. */
    public void forget(ClassLoader loader) {
        for (LoaderCache cache : caches) {
            try {
                cache.forget(loader);
            } catch (ReflectiveOperationException | RuntimeException changed) {
                log.warn(
                        "{} could not be cleared and may keep a removed plugin in memory.",
                        cache.getClass().getSimpleName(),
                        changed);
            }
        }
    }
}
