package studio.backline.screens.file;

import studio.backline.contract.files.FileRefusedException;
import studio.backline.screens.ScreenTexts;

/** Why a file was not taken, in words for whoever brought it. */
public final class FileRefusals {

    private static final long MILLION = 1_000_000;

    private FileRefusals() {}

    /** What happened, and what to do, in the language of the window. */
    public static String words(FileRefusedException refused) {
        String key = "screens.file.refused." + refused.reason();
        return switch (refused.reason()) {
            case TOO_LARGE, QUOTA_REACHED, DISK_FULL ->
                    ScreenTexts.get(
                            key, FileSizes.of(refused.found()), FileSizes.of(refused.limit()));
            case TOO_MANY_PIXELS ->
                    ScreenTexts.get(key, refused.found() / MILLION, refused.limit() / MILLION);
            case LENGTH_DIFFERS, TYPE_REFUSED, STORE_AWAY, NOT_AN_IMAGE -> ScreenTexts.get(key);
        };
    }
}
