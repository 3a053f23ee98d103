package studio.backline.platform.health;

import java.nio.file.Path;
import java.util.List;

/** What can be looked at from the machine alone, whether or not a server runs there. */
public final class LocalExaminations {

    private LocalExaminations() {}

    /**
     * Root key, data folder and disk.
     *
     * @param rootKey where the root key is, or will be
     */
    public static List<Examination> of(Path data, Path rootKey) {
        return List.of(
                new KeyExamination(rootKey, data),
                new FolderExamination(data),
                new RoomExamination(data));
    }
}
