package studio.backline.contract.files;

import java.util.OptionalLong;
import java.util.Set;

/**
 * A file that comes, and what it may be.
 *
 * @param name as the person calls it; path parts are cut off, control characters become spaces, and
 *     of more than 255 characters the last stay
 * @param length bytes that whoever sends it has announced; one byte more or less is refused
 * @param atMost bytes at most
 * @param types media types (RFC 6838) that are welcome, such as {@code image/png} or, for all of a
 *     kind, {@code audio/*}; empty for any. The content is asked, never the name or the sender.
 */
public record NewFile(String name, OptionalLong length, long atMost, Set<String> types) {

    /** Checks that the limits are none below 0. */
    public NewFile {
        if (atMost < 0 || length.orElse(0) < 0) {
            throw new IllegalArgumentException("A file has no fewer than 0 bytes.");
        }
        types = Set.copyOf(types);
    }

    /** A file of any type and size. */
    public static NewFile named(String name) {
        return new NewFile(name, OptionalLong.empty(), Long.MAX_VALUE, Set.of());
    }

    /** The same, announced with this many bytes. */
    public NewFile announced(long bytes) {
        return new NewFile(name, OptionalLong.of(bytes), atMost, types);
    }

    /** The same, with no more than this many bytes. */
    public NewFile atMost(long bytes) {
        return new NewFile(name, length, bytes, types);
    }

    /** The same, of these types alone. */
    public NewFile ofTypes(String... welcome) {
        return new NewFile(name, length, atMost, Set.of(welcome));
    }

    /** Whether a media type is welcome. */
    public boolean welcomes(String type) {
        String kind = type.substring(0, type.indexOf('/') + 1) + "*";
        return types.isEmpty() || types.contains(type) || types.contains(kind);
    }
}
