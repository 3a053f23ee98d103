package studio.backline.platform.pluginhost.unload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A plugin's loader, with what the plugin makes of its own classes. */
final class Songs extends ClassLoader {

    Songs() {
        super("songs", Songs.class.getClassLoader());
    }

    /** An object of a class of this loader that is like the model. */
    Object make(Class<?> model) throws ReflectiveOperationException {
        Constructor<?> constructor = define(model).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    /** An object of this loader whose methods do nothing. */
    <T> T idle(Class<T> type) {
        return does(type, (_, _, _) -> null);
    }

    /** An object of this loader. */
    <T> T does(Class<T> type, InvocationHandler what) {
        return type.cast(Proxy.newProxyInstance(this, new Class<?>[] {type}, what));
    }

    private Class<?> define(Class<?> model) {
        String name = model.getName();
        String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
        try (@Nullable InputStream in = model.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
