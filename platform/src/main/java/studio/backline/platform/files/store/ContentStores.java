package studio.backline.platform.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import studio.backline.contract.files.ContentStore;
import studio.backline.contract.files.Files;
import studio.backline.contract.plugin.PluginId;

/** The stores that are there: the house's folder, and those that running plugins bring. */
@Component
public class ContentStores {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    ContentStores(FolderStore folder) {
        entries.put(folder.id(), new Entry(Optional.empty(), folder));
    }

    private record Entry(Optional<PluginId> plugin, ContentStore store) {}

    /**
     * Takes up a plugin's stores.
     *
     * @param loader context class loader of the threads that call them
     * @throws IllegalArgumentException when one has no name that a store can have, or another's
     */
    public void add(PluginId plugin, ClassLoader loader, List<ContentStore> stores) {
        for (ContentStore each : stores) {
            ContentStore store = new PluginStore(each.id(), each, loader);
            if (!ID.matcher(store.id()).matches()) {
                throw new IllegalArgumentException(
                        "A store for files cannot be named '%s'.".formatted(store.id()));
            }
            Entry other = entries.putIfAbsent(store.id(), new Entry(Optional.of(plugin), store));
            if (other != null) {
                throw new IllegalArgumentException(
                        "There is a store for files named '%s' already.".formatted(store.id()));
            }
        }
    }

    /** Lets go of a plugin's stores. */
    public void remove(PluginId plugin) {
        entries.values().removeIf(entry -> entry.plugin().equals(Optional.of(plugin)));
    }

    /** The names of all that are there. */
    public SortedSet<String> ids() {
        return new TreeSet<>(entries.keySet());
    }

    /** The store of this name; empty while its plugin does not run. */
    public Optional<ContentStore> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::store);
    }

    /** A plugin's store, called with that plugin's loader. */
    private record PluginStore(String id, ContentStore store, ClassLoader loader)
            implements ContentStore {

        @Override
        public void put(String key, Files.Writer content) throws IOException {
            // What writes may be another plugin's.
            ClassLoader writers = Thread.currentThread().getContextClassLoader();
            in(loader, () -> store.put(key, out -> in(writers, () -> content.writeTo(out))));
        }

        @Override
        public InputStream open(String key, long from, long length) throws IOException {
            List<InputStream> opened = new ArrayList<>();
            in(loader, () -> opened.add(store.open(key, from, length)));
            return opened.getFirst();
        }

        @Override
        public void delete(String key) throws IOException {
            in(loader, () -> store.delete(key));
        }

        private static void in(ClassLoader loader, Act act) throws IOException {
            Thread thread = Thread.currentThread();
            ClassLoader former = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                act.run();
            } finally {
                thread.setContextClassLoader(former);
            }
        }
    }

    @FunctionalInterface
    private interface Act {

        void run() throws IOException;
    }
}
