package studio.backline.platform.files;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import studio.backline.contract.files.ContentStore;
import studio.backline.contract.files.FileAccess;
import studio.backline.contract.files.FileId;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.files.store.ContentStores;

/** What running plugins contribute to files: stores, and who may open what. */
@Component
public class FileDesk {

    private static final Logger log = LoggerFactory.getLogger(FileDesk.class);

    private final Map<String, Guards> guards = new ConcurrentHashMap<>();
    private final ContentStores stores;
    private final FileErasure erasure;

    FileDesk(ContentStores stores, FileErasure erasure) {
        this.stores = stores;
        this.erasure = erasure;
    }

    private record Guards(ClassLoader loader, List<FileAccess> all) {

        boolean open(FileId file) {
            Thread thread = Thread.currentThread();
            ClassLoader former = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                return !all.isEmpty() && all.stream().allMatch(each -> each.mayOpen(file));
            } finally {
                thread.setContextClassLoader(former);
            }
        }
    }

    /**
     * Takes up what a plugin contributes.
     *
     * @param loader context class loader of the threads that call it
     * @throws IllegalArgumentException when a store has no name that it can have, or another's
     */
    public void serve(
            PluginId plugin,
            ClassLoader loader,
            List<FileAccess> access,
            List<ContentStore> brought) {
        stores.add(plugin, loader, brought);
        guards.put(plugin.schema(), new Guards(loader, List.copyOf(access)));
        if (!brought.isEmpty()) {
            sweep();
        }
    }

    /** Lets go of it again. */
    public void withdraw(PluginId plugin) {
        guards.remove(plugin.schema());
        stores.remove(plugin);
    }

    /** Whether the plugin of this role, which runs, lets the caller open a file. */
    boolean mayOpen(String role, FileId file) {
        return Optional.ofNullable(guards.get(role)).filter(each -> each.open(file)).isPresent();
    }

    /** What was to go while the store was away goes now. */
    private void sweep() {
        try {
            erasure.sweep();
        } catch (RuntimeException e) {
            log.warn("What is to go from a store stays for now.", e);
        }
    }
}
