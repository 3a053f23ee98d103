package studio.backline.platform.files;

import java.util.SortedSet;
import org.springframework.stereotype.Component;
import studio.backline.platform.files.content.HouseLimits;
import studio.backline.platform.files.store.ContentStores;
import studio.backline.platform.files.store.FolderStore;
import studio.backline.platform.settings.InstanceSettings;
import studio.backline.platform.settings.Setting;

/** What an operator says of files. */
@Component
public class FileSettings {

    /** The quota of those who have none. */
    public static final long NO_QUOTA = Long.MAX_VALUE;

    private static final Setting<String> STORE = Setting.text("files.store", FolderStore.ID);
    private static final Setting<Long> QUOTA =
            new Setting<>("files.quota", NO_QUOTA, Long::valueOf, String::valueOf);

    private final InstanceSettings settings;
    private final ContentStores stores;

    FileSettings(InstanceSettings settings, ContentStores stores) {
        this.settings = settings;
        this.stores = stores;
    }

    /** Bytes that each workspace may hold. */
    public long quota() {
        return settings.get(QUOTA);
    }

    /** Lets each workspace hold so many bytes; what it holds beyond stays. */
    public void quota(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("A quota has no fewer than 0 bytes.");
        }
        settings.set(QUOTA, bytes);
    }

    /** Where new files go. */
    public String store() {
        return settings.get(STORE);
    }

    /**
     * Puts new files there from now on; the others stay where they are.
     *
     * @throws IllegalArgumentException when there is no such store now
     */
    public void store(String id) {
        if (!stores().contains(id)) {
            throw new IllegalArgumentException("There is no store '%s' for files.".formatted(id));
        }
        settings.set(STORE, id);
    }

    /** The stores that are there. */
    public SortedSet<String> stores() {
        return stores.ids();
    }

    HouseLimits limits() {
        return new HouseLimits(store(), quota());
    }
}
