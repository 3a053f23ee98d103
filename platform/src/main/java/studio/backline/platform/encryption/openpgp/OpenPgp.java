package studio.backline.platform.encryption.openpgp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Date;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPBEEncryptedData;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.jcajce.JcaPGPObjectFactory;
import org.bouncycastle.openpgp.operator.PBEDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.PGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPDigestCalculatorProviderBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePBEDataDecryptorFactoryBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePBEKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.jcajce.JcePGPDataEncryptorBuilder;

/**
 * One file under a passphrase: AES-256 with a modification detection code, as {@code gpg --decrypt}
 * opens it. Any size, streamed. The passphrase has to be random: it is stretched a little only.
 */
public final class OpenPgp {

    private static final int BUFFER = 1 << 16;

    /** 65,536 bytes are hashed, as RFC 4880 (3.7.1.3) codes it. */
    private static final int STRETCH = 0x60;

    /** Bouncy Castle's own AES is slower by far. */
    private static final String CIPHERS = "SunJCE";

    private static final String DIGESTS = "SUN";

    private OpenPgp() {}

    /**
     * A stream that seals what is written to it.
     *
     * @param name of the file within
     * @param out closed with the stream; the message is whole only then
     */
    public static OutputStream seal(OutputStream out, String passphrase, String name)
            throws IOException {
        JcePGPDataEncryptorBuilder cipher =
                new JcePGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                        .setWithIntegrityPacket(true)
                        .setProvider(CIPHERS);
        PGPEncryptedDataGenerator message = new PGPEncryptedDataGenerator(cipher);
        try {
            message.addMethod(
                    new JcePBEKeyEncryptionMethodGenerator(
                                    passphrase.toCharArray(),
                                    digests().get(HashAlgorithmTags.SHA256),
                                    STRETCH)
                            .setProvider(CIPHERS));
            OutputStream sealed = message.open(out, new byte[BUFFER]);
            OutputStream content =
                    new PGPLiteralDataGenerator()
                            .open(
                                    sealed,
                                    PGPLiteralData.BINARY,
                                    name,
                                    new Date(0),
                                    new byte[BUFFER]);
            return new Sealing(content, sealed, out);
        } catch (PGPException e) {
            throw new IllegalStateException("This Java cannot write an OpenPGP message.", e);
        }
    }

    /**
     * The content of a message. What is read counts only once its end was reached: until then
     * nobody knows whether it was changed.
     *
     * @throws BrokenMessageException here or while reading, also at the very end
     */
    public static InputStream open(InputStream in, String passphrase) throws IOException {
        try {
            PGPPBEEncryptedData data = sealed(in);
            PBEDataDecryptorFactory key =
                    new JcePBEDataDecryptorFactoryBuilder(digests())
                            .setProvider(CIPHERS)
                            .build(passphrase.toCharArray());
            InputStream clear = data.getDataStream(key);
            Object content = new JcaPGPObjectFactory(clear).nextObject();
            if (content instanceof PGPLiteralData literal) {
                return new OpenedInputStream(literal.getInputStream(), clear, data);
            }
            throw new BrokenMessageException("It holds something else than a file.");
        } catch (BrokenMessageException e) {
            throw e;
        } catch (PGPException | IOException | RuntimeException e) {
            throw new BrokenMessageException(
                    "It does not open with this passphrase, or its beginning was changed.", e);
        }
    }

    private static PGPPBEEncryptedData sealed(InputStream in) throws IOException {
        Object first = new JcaPGPObjectFactory(PGPUtil.getDecoderStream(in)).nextObject();
        if (first instanceof PGPEncryptedDataList list
                && list.size() == 1
                && list.get(0) instanceof PGPPBEEncryptedData data
                && data.isIntegrityProtected()) {
            return data;
        }
        throw new BrokenMessageException(
                "It is no OpenPGP message under a passphrase with a modification detection code.");
    }

    private static PGPDigestCalculatorProvider digests() throws PGPException {
        return new JcaPGPDigestCalculatorProviderBuilder().setProvider(DIGESTS).build();
    }

    /** Closes from within to without. */
    private static final class Sealing extends FilterOutputStream {

        private final OutputStream sealed;
        private final OutputStream outermost;
        private boolean closed;

        Sealing(OutputStream content, OutputStream sealed, OutputStream outermost) {
            super(content);
            this.sealed = sealed;
            this.outermost = outermost;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                try (outermost) {
                    out.close();
                    sealed.close();
                }
            }
        }
    }
}
