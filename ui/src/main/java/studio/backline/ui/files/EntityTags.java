package studio.backline.ui.files;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tags of content that a browser has (RFC 9110, section 13.1.2). */
final class EntityTags {

    private EntityTags() {}

    /** Whether one of those that a browser has is this one, compared weakly. */
    static boolean match(@Nullable String header, String tag) {
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .map(each -> each.startsWith("W/") ? each.substring(2) : each)
                        .anyMatch(each -> each.equals("*") || each.equals(tag));
    }
}
