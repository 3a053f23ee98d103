package studio.backline.platform.outbound.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed: the JDK's authorities, and those of a file beside them. */
public final class Trust {

    private Trust() {}

    /**
     * @param more PEM file with further authorities, or none
     */
    public static SSLContext with(@Nullable Path more)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, more == null ? null : new TrustManager[] {managerWith(more)}, null);
        return context;
    }

    /**
     * Who judges for that context.
     *
     * @param more PEM file with further authorities, or none
     */
    public static X509ExtendedTrustManager managerWith(@Nullable Path more)
            throws IOException, GeneralSecurityException {
        X509ExtendedTrustManager usual = of(null);
        if (more == null) {
            return usual;
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate issuer : usual.getAcceptedIssuers()) {
            store.setCertificateEntry("usual-" + store.size(), issuer);
        }
        try (InputStream pem = Files.newInputStream(more)) {
            for (Certificate issuer :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("more-" + store.size(), issuer);
            }
        } catch (CertificateException e) {
            throw new IOException(
                    "%s holds something else than certificates in PEM. Set backline.outbound.trusted-certificates to a file that does."
                            .formatted(more),
                    e);
        }
        return of(store);
    }

    private static X509ExtendedTrustManager of(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("The JDK has no X.509 trust."));
    }
}
