package studio.backline.plugins.crm;

import studio.backline.plugins.crm.RefusedInputException.Problem;

/** Limits of texts that people write: size, then characters. Nothing is trimmed or changed. */
public final class PlainText {

    private PlainText() {}

    /** One or more lines of at most {@code limit} characters. */
    public static String of(String field, String text, int limit) {
        if (text.length() > limit && text.codePointCount(0, text.length()) > limit) {
            throw new RefusedInputException(field, Problem.TOO_LONG, limit);
        }
        if (!isText(text)) {
            throw new RefusedInputException(field, Problem.NOT_TEXT, 0);
        }
        return text;
    }

    /** As {@link #of}, and without a line break. */
    public static String line(String field, String text, int limit) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new RefusedInputException(field, Problem.LINE_BREAK, 0);
        }
        return of(field, text, limit);
    }

    /** As {@link #line}, and not blank. */
    public static String required(String field, String text, int limit) {
        if (text.isBlank()) {
            throw new RefusedInputException(field, Problem.EMPTY, 0);
        }
        return line(field, text, limit);
    }

    /** The beginning of a text, of at most {@code limit} characters, none of them cut in two. */
    public static String start(String text, int limit) {
        return text.length() > limit && text.codePointCount(0, text.length()) > limit
                ? text.substring(0, text.offsetByCodePoints(0, limit))
                : text;
    }

    private static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
