package studio.backline.platform.connections;

/** How this house proves to a provider who it is (RFC 6749, section 2.3). */
public enum ClientProof {
    /** Client id and secret in the header, as HTTP Basic. */
    BASIC,
    /** Client id and secret in the form. */
    POST,
    /** No secret: the client id in the form, and PKCE alone. */
    NONE
}
