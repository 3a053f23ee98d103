package studio.backline.ui.reach;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.springframework.web.context.WebApplicationContext;

/**
 * Stands where Spring hands its root context to whoever shares a request or the servlet context
 * with it: a screen of a plugin does. Tells who asks what to do instead.
 */
final class WithheldContext {

    static final WebApplicationContext INSTANCE =
            (WebApplicationContext)
                    Proxy.newProxyInstance(
                            WithheldContext.class.getClassLoader(),
                            new Class<?>[] {WebApplicationContext.class},
                            (self, method, arguments) -> answer(self, method, arguments));

    private WithheldContext() {}

    private static Object answer(Object self, Method method, Object[] arguments) {
        if (method.getDeclaringClass() != Object.class) {
            throw new IllegalStateException(
                    "The context of the server belongs to the core, which plugins do not see."
                            + " Take a type of the contract as an argument of the constructor.");
        }
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "the context of the server, withheld";
        };
    }
}
