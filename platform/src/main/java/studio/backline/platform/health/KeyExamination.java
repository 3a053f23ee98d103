package studio.backline.platform.health;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.KeyStoreRefusedException;

/** Is the root key in its place, closed to others, and the one of this data? */
record KeyExamination(Path rootKey, Path data) implements Examination {

    @Override
    public List<Finding> examine() {
        try {
            KeyStore.examine(rootKey, data);
        } catch (KeyStoreRefusedException e) {
            // In the words of whoever would refuse the start for it.
            return List.of(Finding.bad("key.refused", e.what(), e.remedy()));
        }
        return List.of(
                Files.exists(rootKey)
                        ? Finding.good("key.there", rootKey)
                        : Finding.hint("key.to-come", rootKey));
    }
}
