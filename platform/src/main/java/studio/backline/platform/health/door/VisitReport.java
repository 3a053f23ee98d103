package studio.backline.platform.health.door;

/**
 * What arrived of a visit.
 *
 * @param visitor the address that the house takes for the visitor's
 * @param secure whether the house takes it for a visit by TLS
 * @param host the name that the house takes for the one that was typed
 * @param believed whether what a proxy says was believed
 * @param forwardedFor what was left of X-Forwarded-For; empty where nothing was
 */
record VisitReport(
        String visitor, boolean secure, String host, boolean believed, String forwardedFor) {

    /** Said by the visitor, who lies on purpose; nobody may believe it (RFC 5737). */
    static final String LIE = "203.0.113.77";

    /** The same of a name (RFC 6761). */
    static final String LIED_HOST = "lie.invalid";
}
