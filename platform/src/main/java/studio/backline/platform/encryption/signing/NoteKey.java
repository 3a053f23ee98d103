package studio.backline.platform.encryption.signing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Signs texts with Ed25519 (RFC 8032) in the form of signed notes (C2SP {@code signed-note}), which
 * transparency logs use and tools of theirs verify: the text, an empty line, and a line with the
 * key's name, the beginning of its hash and the signature.
 */
public final class NoteKey {

    private static final byte ED25519 = 1;
    private static final int ID_BYTES = 4;
    private static final String MARK = "— ";
    private static final Pattern NAME = Pattern.compile("[^\\s+]{1,100}");

    private final String name;
    private final Ed25519PrivateKeyParameters secret;
    private final Ed25519PublicKeyParameters open;

    /**
     * The key of a seed.
     *
     * @param name without spaces and plus signs
     * @param seed 32 random bytes
     */
    public NoteKey(String name, byte[] seed) {
        if (!NAME.matcher(name).matches() || seed.length != Ed25519PrivateKeyParameters.KEY_SIZE) {
            throw new IllegalArgumentException(
                    "Not a name and seed of a key: '%s'.".formatted(name));
        }
        this.name = name;
        this.secret = new Ed25519PrivateKeyParameters(seed);
        this.open = secret.generatePublicKey();
    }

    /**
     * The note of a text.
     *
     * @param text ends with a line break and has no empty line
     */
    public String sign(String text) {
        if (!text.endsWith("\n") || text.contains("\n\n")) {
            throw new IllegalArgumentException(
                    "A text to be signed ends with a line break and has no empty line.");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, secret);
        signer.update(bytes, 0, bytes.length);
        byte[] signed =
                ByteBuffer.allocate(ID_BYTES + Ed25519PrivateKeyParameters.SIGNATURE_SIZE)
                        .put(id())
                        .put(signer.generateSignature())
                        .array();
        return text + "\n" + MARK + name + " " + Base64.getEncoder().encodeToString(signed) + "\n";
    }

    /** The text of a note, where one of its signatures is this key's and right. */
    public Optional<String> open(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0) {
            return Optional.empty();
        }
        String text = note.substring(0, end + 1);
        List<String> signatures = note.substring(end + 2).lines().toList();
        return signatures.stream().anyMatch(line -> isSignature(text, line))
                ? Optional.of(text)
                : Optional.empty();
    }

    /** What verifies the notes: name, id and public key, as signed notes write it. */
    public String verifier() {
        byte[] key =
                ByteBuffer.allocate(1 + Ed25519PublicKeyParameters.KEY_SIZE)
                        .put(ED25519)
                        .put(open.getEncoded())
                        .array();
        return "%s+%s+%s"
                .formatted(
                        name,
                        HexFormat.of().formatHex(id()),
                        Base64.getEncoder().encodeToString(key));
    }

    /** Says nothing of the seed. */
    @Override
    public String toString() {
        return "NoteKey[%s]".formatted(name);
    }

    private boolean isSignature(String text, String line) {
        String before = MARK + name + " ";
        if (!line.startsWith(before)) {
            return false;
        }
        String written = line.substring(before.length()).strip();
        byte[] signed = decoded(written);
        if (signed.length != ID_BYTES + Ed25519PrivateKeyParameters.SIGNATURE_SIZE
                || !Arrays.equals(signed, 0, ID_BYTES, id(), 0, ID_BYTES)) {
            return false;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(false, open);
        signer.update(bytes, 0, bytes.length);
        return signer.verifySignature(Arrays.copyOfRange(signed, ID_BYTES, signed.length));
    }

    /** Nothing where it is not written as it is here: one signature has one form. */
    private static byte[] decoded(String written) {
        try {
            byte[] bytes = Base64.getDecoder().decode(written);
            return Base64.getEncoder().encodeToString(bytes).equals(written) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] id() {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            hash.update(ED25519);
            return Arrays.copyOf(hash.digest(open.getEncoded()), ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }
}
