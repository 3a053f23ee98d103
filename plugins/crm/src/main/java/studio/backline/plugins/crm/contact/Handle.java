package studio.backline.plugins.crm.contact;

import java.util.Locale;
import java.util.regex.Pattern;

/** Handles and pages in the form in which they compare. */
final class Handle {

    private static final Pattern SCHEME =
            Pattern.compile("^https?://(www\\.)?", Pattern.CASE_INSENSITIVE);

    private Handle() {}

    /** A name on a platform: without the at sign, and the last part of an address. */
    static String normalised(String value) {
        String text = page(value);
        int slash = text.lastIndexOf('/');
        String name = slash >= 0 && slash < text.length() - 1 ? text.substring(slash + 1) : text;
        return name.startsWith("@") && name.length() > 1 ? name.substring(1) : name;
    }

    /** A page: without scheme and closing slash. */
    static String page(String value) {
        String text = SCHEME.matcher(value.strip()).replaceFirst("").toLowerCase(Locale.ROOT);
        return text.length() > 1 && text.endsWith("/")
                ? text.substring(0, text.length() - 1)
                : text;
    }
}
