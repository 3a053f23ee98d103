package studio.backline.platform.backup;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import studio.backline.platform.backup.place.BackupPlace;
import studio.backline.platform.backup.place.FolderPlace;

/** Opens places by how they are written. */
public final class Places {

    /** The setting with the place that was chosen. */
    static final String SETTING = "backup.place";

    private final HouseAccess access;

    public Places(HouseAccess access) {
        this.access = access;
    }

    /**
     * Opens the place that is named, or else the one that was chosen.
     *
     * @throws BackupRefusedException when there is none, or it cannot be understood
     */
    public BackupPlace open(Optional<String> named) {
        Optional<String> chosen = access.setting(SETTING).filter(text -> !text.isBlank());
        String place =
                named.or(() -> chosen)
                        .orElseThrow(
                                () ->
                                        new BackupRefusedException(
                                                "no-place",
                                                "Nobody has said where backups go.",
                                                "Name a folder with --place, or choose one under Settings."));
        return folder(place);
    }

    /** A folder, by its path. */
    public static BackupPlace folder(String path) {
        try {
            Path folder = Path.of(path);
            if (folder.isAbsolute()) {
                return new FolderPlace(folder);
            }
        } catch (InvalidPathException e) {
            throw unclear(path, e);
        }
        throw unclear(path, null);
    }

    private static BackupRefusedException unclear(
            String place, @org.jspecify.annotations.Nullable Exception cause) {
        BackupRefusedException refused =
                new BackupRefusedException(
                        "place-unclear",
                        "'%s' is no place for backups.".formatted(place),
                        "Name a folder by its whole path.");
        if (cause != null) {
            refused.addSuppressed(cause);
        }
        return refused;
    }
}
