package studio.backline.platform.pluginhost.loading;

import java.util.List;
import java.util.Set;
import org.pf4j.ExtensionFinder;
import org.pf4j.ExtensionWrapper;

/** Finds no extension: a contribution is a bean, and there is no second way. */
final class NoExtensions implements ExtensionFinder {

    @Override
    public <T> List<ExtensionWrapper<T>> find(Class<T> type) {
        return List.of();
    }

    @Override
    public <T> List<ExtensionWrapper<T>> find(Class<T> type, String plugin) {
        return List.of();
    }

    @Override
    @SuppressWarnings("rawtypes") // as PF4J declares it
    public List<ExtensionWrapper> find(String plugin) {
        return List.of();
    }

    @Override
    public Set<String> findClassNames(String plugin) {
        return Set.of();
    }
}
