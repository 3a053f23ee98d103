package studio.backline.platform.health.door;

import java.time.Duration;
import java.time.Instant;
import studio.backline.platform.health.Finding;
import studio.backline.platform.outbound.probe.ShownCertificate;

/** What is to be said of the certificate of the house's address. */
final class CertificateFindings {

    /** Whoever renews by itself does so earlier. */
    private static final int LAST_PART = 5;

    private static final Duration LONGEST_NOTICE = Duration.ofDays(14);

    private CertificateFindings() {}

    static Finding of(String host, ShownCertificate shown, Instant now) {
        Instant end = shown.certificate().getNotAfter().toInstant();
        String day = end.toString().substring(0, "2026-01-01".length());
        String issuer = shown.certificate().getIssuerX500Principal().getName();
        return switch (shown.verdict()) {
            case TRUSTED -> ofTrusted(shown, now, end, day);
            case EXPIRED -> Finding.bad("certificate.expired", host, day);
            case NOT_YET ->
                    Finding.bad(
                            "certificate.not-yet",
                            host,
                            shown.certificate().getNotBefore().toInstant());
            case OTHER_NAME -> Finding.bad("certificate.other-name", host);
            case UNKNOWN_AUTHORITY -> Finding.bad("certificate.unknown", host, issuer);
        };
    }

    private static Finding ofTrusted(ShownCertificate shown, Instant now, Instant end, String day) {
        Duration left = Duration.between(now, end);
        Duration whole = Duration.between(shown.certificate().getNotBefore().toInstant(), end);
        Duration part = whole.dividedBy(LAST_PART);
        Duration notice = part.compareTo(LONGEST_NOTICE) < 0 ? part : LONGEST_NOTICE;
        return left.compareTo(notice) < 0
                ? Finding.bad("certificate.ends", day, left.toDays())
                : Finding.good("certificate.good", day, left.toDays());
    }
}
