package studio.backline.ui.reach;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.di.Lookup;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Finds for Vaadin what Vaadin's own types name, and nothing else: behind it stand all beans of the
 * server, and every screen can ask it.
 *
 * @param all finds beans of any type
 */
public record VaadinsOwn(Lookup all) implements Lookup {

    private static final String SCREENS_OF_THE_HOST = "studio.backline.ui.";
    private static final String VAADIN = "com.vaadin.";

    /** Refuses a type that neither Vaadin nor the host's screens need from the root context. */
    public static void require(Class<?> type) {
        boolean ofTheHost = type.getClassLoader() == VaadinsOwn.class.getClassLoader();
        boolean needed =
                isVaadins(type)
                        || Component.class.isAssignableFrom(type)
                        || type.getName().startsWith(SCREENS_OF_THE_HOST);
        if (!ofTheHost || !needed) {
            throw new IllegalStateException(
                    "%s is neither in the plugin nor of Vaadin. What belongs to the core, plugins do"
                                    .formatted(type.getName())
                            + " not see: take a type of the contract as an argument of the"
                            + " constructor.");
        }
    }

    @Override
    public <T> @Nullable T lookup(Class<T> type) {
        require(type);
        return all.lookup(type);
    }

    @Override
    public <T> Collection<T> lookupAll(Class<T> type) {
        require(type);
        return all.lookupAll(type);
    }

    private static boolean isVaadins(Class<?> type) {
        return type.getName().startsWith(VAADIN);
    }
}
