package studio.backline.ui.files;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRange;

/**
 * The part of a file that a request wants (RFC 9110, section 14). A header that is not understood,
 * that wants several parts, or that is for content which has changed, is for all of it.
 *
 * @param from the first byte
 * @param length bytes; -1 where the file has no such part
 * @param size of the whole file
 * @param isPart whether a part was wanted
 */
record WantedRange(long from, long length, long size, boolean isPart) {

    static WantedRange of(@Nullable String range, @Nullable String ifRange, String tag, long size) {
        WantedRange all = new WantedRange(0, size, size, false);
        if (range == null || ifRange != null && !ifRange.strip().equals(tag)) {
            return all;
        }
        List<HttpRange> ranges;
        try {
            ranges = HttpRange.parseRanges(range);
        } catch (IllegalArgumentException unknown) {
            return all;
        }
        if (ranges.size() != 1) {
            return all;
        }
        HttpRange one = ranges.getFirst();
        if (size == 0 || one.getRangeStart(size) >= size || isEmptySuffix(range)) {
            return new WantedRange(0, -1, size, true);
        }
        long from = one.getRangeStart(size);
        return new WantedRange(from, one.getRangeEnd(size) - from + 1, size, true);
    }

    /** The last no bytes are nowhere. */
    private static boolean isEmptySuffix(String range) {
        return range.strip().matches("(?i)bytes\\s*=\\s*-0+");
    }

    boolean isThere() {
        return length >= 0;
    }

    String contentRange() {
        return "bytes %d-%d/%d".formatted(from, from + length - 1, size);
    }
}
