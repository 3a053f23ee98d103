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
import javax.net.ssl.X509TrustManager;
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
        if (more == null) {
            context.init(null, null, null);
            return context;
        }
        X509TrustManager usual = of(null);
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
        context.init(null, new TrustManager[] {of(store)}, null);
        return context;
    }

    private static X509TrustManager of(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("The JDK has no X.509 trust."));
    }
}
