package studio.backline.testkit.provider;

/** Where something is asked of a provider. */
public enum Endpoint {
    /** Where a person agrees (RFC 6749, section 3.1). */
    AUTHORIZATION("/authorize"),
    /** Where tokens are had (RFC 6749, section 3.2). */
    TOKEN("/token"),
    /** Where they are given back (RFC 7009). */
    REVOCATION("/revoke"),
    /** Where an access token is of use (RFC 6750). */
    RESOURCE("/api");

    private final String path;

    Endpoint(String path) {
        this.path = path;
    }

    /** Its path. */
    public String path() {
        return path;
    }
}
