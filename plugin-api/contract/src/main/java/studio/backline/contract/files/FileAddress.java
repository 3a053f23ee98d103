package studio.backline.contract.files;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * Where a browser finds a file: for members of the workspace alone, as far as a {@link FileAccess}
 * of the file's plugin lets them. It tells nothing of the file, and stays the same for good.
 *
 * @param workspace whose file it is
 * @param file which
 * @param size of an image that was stored by {@link Images}: where it has no such, as it is no
 *     larger, the image itself is there; empty for the file itself
 */
public record FileAddress(WorkspaceId workspace, FileId file, Optional<ImageSize> size) {

    private static final String UUID_FORM = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern FORM =
            Pattern.compile(
                    "files/(%s)/(%s)(?:/(small|medium|large))?".formatted(UUID_FORM, UUID_FORM));

    /** The address of a file itself. */
    public FileAddress(WorkspaceId workspace, FileId file) {
        this(workspace, file, Optional.empty());
    }

    /** The address of the same image in a size. */
    public FileAddress in(ImageSize wanted) {
        return new FileAddress(workspace, file, Optional.of(wanted));
    }

    /** Reads the form that {@link #toString()} writes; empty for anything else. */
    public static Optional<FileAddress> parse(String path) {
        Matcher parts = FORM.matcher(path);
        return parts.matches()
                ? Optional.of(
                        new FileAddress(
                                new WorkspaceId(UUID.fromString(parts.group(1))),
                                FileId.of(parts.group(2)),
                                Optional.ofNullable(parts.group(3))
                                        .map(word -> word.toUpperCase(Locale.ROOT))
                                        .map(ImageSize::valueOf)))
                : Optional.empty();
    }

    /** A path relative to the house's root, for the {@code src} or {@code href} of a screen. */
    @Override
    public String toString() {
        return "files/" + workspace + "/" + file + size.map(one -> "/" + one.word()).orElse("");
    }
}
