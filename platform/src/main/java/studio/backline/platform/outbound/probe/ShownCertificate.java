package studio.backline.platform.outbound.probe;

import java.security.cert.X509Certificate;

/**
 * The certificate that a server shows for a name.
 *
 * @param certificate its own, without those of its authorities
 * @param verdict whether a visitor's browser would believe it
 */
public record ShownCertificate(X509Certificate certificate, Verdict verdict) {

    /** What is to be said of it. */
    public enum Verdict {
        /** Believed for this name. */
        TRUSTED,
        /** Its time is over. */
        EXPIRED,
        /** Its time is to come: a clock is wrong here or where it was made. */
        NOT_YET,
        /** An authority vouches for it, but for other names. */
        OTHER_NAME,
        /** No authority that is believed here vouches for it, or one in between is missing. */
        UNKNOWN_AUTHORITY
    }
}
