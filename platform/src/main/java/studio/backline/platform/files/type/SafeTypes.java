package studio.backline.platform.files.type;

import java.util.Set;

/**
 * Media types that a browser may show in place. It runs nothing that stands in them; all others it
 * is told to save, those with scripts, forms or links to elsewhere above all.
 */
public final class SafeTypes {

    private static final Set<String> SHOWN =
            Set.of(
                    "image/png",
                    "image/jpeg",
                    "image/gif",
                    "image/webp",
                    "image/avif",
                    "audio/mpeg",
                    "audio/mp4",
                    "audio/aac",
                    "audio/x-aac",
                    "audio/vnd.wave",
                    "audio/x-wav",
                    "audio/wav",
                    "audio/x-flac",
                    "audio/flac",
                    "audio/ogg",
                    "audio/vorbis",
                    "audio/opus",
                    "video/mp4",
                    "video/webm",
                    "video/ogg");

    private SafeTypes() {}

    /** Whether it is one of them. */
    public static boolean isShown(String type) {
        return SHOWN.contains(type);
    }
}
