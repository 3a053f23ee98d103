package studio.backline.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.ssl.pem.PemContent;

/** Settings that name files with certificates and keys, and folders. */
final class FileSettings {

    private static final String CERTIFICATE = "server.ssl.certificate";
    private static final String PRIVATE_KEY = "server.ssl.certificate-private-key";
    private static final String AUTHORITIES = "backline.outbound.trusted-certificates";
    private static final String BUNDLED = "backline.plugins.bundled";

    private final SettingsValues values;

    FileSettings(SettingsValues values) {
        this.values = values;
    }

    void check() {
        checkTls();
        values.readableFile(AUTHORITIES).ifPresent(file -> certificates(AUTHORITIES, file));
        values.requirePath(BUNDLED);
        values.path(BUNDLED)
                .filter(folder -> !Files.isDirectory(folder) || !Files.isReadable(folder))
                .ifPresent(
                        folder ->
                                values.refuse(
                                        "The folder '%s' of %s is not there or cannot be read."
                                                .formatted(folder, BUNDLED),
                                        "Correct the setting, or take it out: the folder plugins"
                                                + " beside bin is taken then."));
    }

    /** Uploads and libraries need it; asked of the server itself only. */
    void requireTemporaryFolder() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            values.refuse(
                    "The folder '%s' for files that are needed for a moment is not there, or the user %s cannot write into it."
                            .formatted(folder, System.getProperty("user.name")),
                    "Make it, or name another one by -Djava.io.tmpdir in conf/jvm.options.");
        }
    }

    private void checkTls() {
        boolean certificate = values.find(CERTIFICATE).isPresent();
        if (certificate != values.find(PRIVATE_KEY).isPresent()) {
            values.refuse(
                    "%s is set, and %s is not."
                            .formatted(
                                    certificate ? CERTIFICATE : PRIVATE_KEY,
                                    certificate ? PRIVATE_KEY : CERTIFICATE),
                    "TLS needs both: set the other too, or neither.");
        }
        List<X509Certificate> chain =
                values.readableFile(CERTIFICATE)
                        .map(file -> certificates(CERTIFICATE, file))
                        .orElse(List.of());
        Optional<PrivateKey> key = values.readableFile(PRIVATE_KEY).flatMap(this::privateKey);
        if (!chain.isEmpty() && key.isPresent() && !belong(chain.getFirst(), key.get())) {
            values.refuse(
                    "The key '%s' of %s is not the one of the certificate '%s'."
                            .formatted(
                                    values.get(PRIVATE_KEY), PRIVATE_KEY, values.get(CERTIFICATE)),
                    "Name the two files of one certificate; in the first, its own comes before"
                            + " those of its authorities.");
        }
    }

    private List<X509Certificate> certificates(String name, Path file) {
        List<X509Certificate> found;
        try {
            found = PemContent.load(file).getCertificates();
        } catch (IOException | RuntimeException e) {
            found = List.of();
        }
        if (found.isEmpty()) {
            values.refuse(
                    "The file '%s' of %s holds no certificate in PEM.".formatted(file, name),
                    "Name a file that begins with '-----BEGIN CERTIFICATE-----'.");
        }
        return found;
    }

    private Optional<PrivateKey> privateKey(Path file) {
        Optional<PrivateKey> key;
        try {
            key = Optional.ofNullable(PemContent.load(file).getPrivateKey());
        } catch (IOException | RuntimeException e) {
            key = Optional.empty();
        }
        if (key.isEmpty()) {
            values.refuse(
                    "The file '%s' of %s holds no private key in PEM, or one with a password."
                            .formatted(file, PRIVATE_KEY),
                    "Name a file that begins with '-----BEGIN PRIVATE KEY-----'; openssl pkey takes"
                            + " the password off.");
        }
        return key;
    }

    /** What the key signs, the certificate has to confirm. */
    private static boolean belong(X509Certificate certificate, PrivateKey key) {
        byte[] text = {1, 2, 3};
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(text);
            byte[] signature = signing.sign();
            signing.initVerify(certificate.getPublicKey());
            signing.update(text);
            return signing.verify(signature);
        } catch (InvalidKeyException e) {
            return false;
        } catch (GeneralSecurityException e) {
            // A kind of key that asks for more than its name: the server will see.
            return true;
        }
    }
}
