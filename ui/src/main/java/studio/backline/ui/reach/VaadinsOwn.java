package studio.backline.ui.reach;

import com.vaadin.flow.di.Lookup;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds for Vaadin what Vaadin's own types name, and nothing else: behind it stand all beans of the
 * server, and every screen can ask it.
 *
 * @param all finds beans of any type
 */
public record VaadinsOwn(Lookup all) implements Lookup {

    private static final List<String> NEEDED = List.of("com.vaadin.", "studio.backline.screens.");

    /** Refuses a type that Vaadin does not need from the root context. */
    public static void require(Class<?> type) {
        boolean ofTheHost = type.getClassLoader() == VaadinsOwn.class.getClassLoader();
        if (!ofTheHost || NEEDED.stream().noneMatch(type.getName()::startsWith)) {
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
}
