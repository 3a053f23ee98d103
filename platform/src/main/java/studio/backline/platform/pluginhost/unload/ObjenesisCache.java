package studio.backline.platform.pluginhost.unload;

import java.lang.reflect.Field;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.util.ConcurrentReferenceHashMap;

/** How Spring makes objects of generated proxy classes, remembered softly for each of them. */
final class ObjenesisCache implements LoaderCache {

    private static final String PROXIES =
            "org.springframework.aop.framework.ObjenesisCglibAopProxy";

    @Override
    public void forget(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> proxies = Class.forName(PROXIES, true, ProxyFactory.class.getClassLoader());
        Field shared = proxies.getDeclaredField("objenesis");
        shared.setAccessible(true);
        Object objenesis = shared.get(null);
        Field cache = objenesis.getClass().getDeclaredField("cache");
        cache.setAccessible(true);
        if (cache.get(objenesis) instanceof ConcurrentReferenceHashMap<?, ?> map) {
            map.clear();
        }
    }
}
