package studio.backline.platform.outbound.probe;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import studio.backline.platform.outbound.probe.ShownCertificate.Verdict;

/** Believes as the way out does, and remembers what it was shown and why it did not. */
final class Judge extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager trust;
    private final Instant now;
    private @Nullable ShownCertificate shown;

    Judge(X509ExtendedTrustManager trust, Instant now) {
        this.trust = trust;
        this.now = now;
    }

    Optional<ShownCertificate> shown() {
        return Optional.ofNullable(shown);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        try {
            trust.checkServerTrusted(chain, type, socket);
            shown = new ShownCertificate(chain[0], Verdict.TRUSTED);
        } catch (CertificateException e) {
            shown = new ShownCertificate(chain[0], reason(chain, type));
            throw e;
        }
    }

    private Verdict reason(X509Certificate[] chain, String type) {
        if (chain[0].getNotAfter().before(Date.from(now))) {
            return Verdict.EXPIRED;
        }
        if (chain[0].getNotBefore().after(Date.from(now))) {
            return Verdict.NOT_YET;
        }
        try {
            // The same without the name.
            trust.checkServerTrusted(chain, type);
            return Verdict.OTHER_NAME;
        } catch (CertificateException e) {
            return Verdict.UNKNOWN_AUTHORITY;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("Sockets alone are asked here.");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("Sockets alone are asked here.");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        throw new CertificateException("Nobody comes in here.");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("Nobody comes in here.");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("Nobody comes in here.");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
