package studio.backline.ui.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** The files that pages without sign-in need. They tell nothing about anybody. */
public final class PublicFiles {

    /** Their paths. */
    public static final Set<String> PATHS =
            Set.of(
                    "/tokens.css",
                    "/pages.css",
                    "/icons.svg",
                    "/passkey.js",
                    "/favicon.svg",
                    "/favicon.ico",
                    "/robots.txt",
                    "/aura/fonts/InstrumentSans/InstrumentSans.woff2");

    private PublicFiles() {}

    /** Whether a request asks for one of them. */
    public static boolean match(HttpServletRequest request) {
        return PATHS.contains(request.getRequestURI().substring(request.getContextPath().length()));
    }
}
