package studio.backline.platform.pluginhost.unload;

import java.io.ObjectInputFilter.Config;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.security.Provider;
import java.security.Security;
import java.util.function.BiConsumer;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK keeps for the whole machine and tells by itself. What it keeps in static fields
 * alone, such as shutdown hooks and drivers, is seen where conf/jvm.options opens their packages.
 */
final class JdkRegistries {

    private JdkRegistries() {}

    static void forEach(BiConsumer<@Nullable Object, String> seen) {
        Thread.getAllStackTraces()
                .keySet()
                .forEach(thread -> seen.accept(thread, "thread '%s'".formatted(thread.getName())));
        seen.accept(
                Thread.getDefaultUncaughtExceptionHandler(),
                "the default handler of uncaught exceptions");
        for (Provider provider : Security.getProviders()) {
            seen.accept(provider, "the security provider '%s'".formatted(provider.getName()));
        }
        seen.accept(System.getProperties(), "the system properties");
        seen.accept(ProxySelector.getDefault(), "the default ProxySelector");
        seen.accept(Authenticator.getDefault(), "the default Authenticator");
        seen.accept(CookieHandler.getDefault(), "the default CookieHandler");
        seen.accept(ResponseCache.getDefault(), "the default ResponseCache");
        seen.accept(
                HttpsURLConnection.getDefaultHostnameVerifier(), "the default HostnameVerifier");
        seen.accept(Config.getSerialFilter(), "the filter of all streams of objects");
        seen.accept(filterFactory(), "the factory of filters of streams of objects");
        seen.accept(ManagementFactory.getMemoryMXBean(), "what listens to the machine's memory");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            seen.accept(collector, "what listens to the garbage collector");
        }
    }

    /** What asks for it may be told by the JDK that what was named for it cannot be made. */
    private static @Nullable Object filterFactory() {
        try {
            return Config.getSerialFilterFactory();
        } catch (IllegalStateException none) {
            return null;
        }
    }
}
