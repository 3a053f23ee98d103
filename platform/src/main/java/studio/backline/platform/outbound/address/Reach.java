package studio.backline.platform.outbound.address;

/** Who may be reached under an address. */
public enum Reach {
    /** Anybody's server on the internet. */
    PUBLIC,
    /** This machine or the operator's own network: only where the operator entered the host. */
    PRIVATE,
    /** Nobody's server, or one that hands out this machine's credentials. */
    NEVER
}
