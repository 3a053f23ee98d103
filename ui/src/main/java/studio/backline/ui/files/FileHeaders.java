package studio.backline.ui.files;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import studio.backline.platform.files.FileDownloads.Download;
import studio.backline.ui.security.SecurityHeaders;

/** What a browser is told of a file: what it is, and that nothing in it may run. */
final class FileHeaders {

    /** Opened by itself, it is a page without an origin that may load and run nothing. */
    private static final String POLICY = "sandbox; default-src 'none'";

    private static final String PLAIN = "!#$&+-.^_`|~";

    private FileHeaders() {}

    static void put(HttpServletResponse response, Download download) {
        response.setHeader(SecurityHeaders.POLICY, POLICY);
        response.setHeader("Content-Disposition", disposition(download));
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("ETag", tag(download));
        // Kept, and asked for each time: who may open it can change from one moment to the next.
        response.setHeader("Cache-Control", "private, no-cache");
    }

    static String tag(Download download) {
        return '"' + download.tag() + '"';
    }

    /** RFC 6266, with a name in plain letters for whoever does not know RFC 8187. */
    private static String disposition(Download download) {
        String name = download.file().name();
        return "%s; filename=\"%s\"; filename*=UTF-8''%s"
                .formatted(
                        download.isShown() ? "inline" : "attachment",
                        name.replaceAll("[^A-Za-z0-9 ._()-]", "_"),
                        encoded(name));
    }

    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            char sign = (char) (each & 0xff);
            boolean plain =
                    sign >= 'a' && sign <= 'z'
                            || sign >= 'A' && sign <= 'Z'
                            || sign >= '0' && sign <= '9'
                            || PLAIN.indexOf(sign) >= 0;
            encoded.append(plain ? String.valueOf(sign) : "%%%02X".formatted((int) sign));
        }
        return encoded.toString();
    }
}
