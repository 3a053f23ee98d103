package studio.backline.platform.identity.passkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.platform.encryption.SecureTokens;

/**
 * A device that has one passkey, and the browser in front of it: as they should be, or telling
 * whatever a test wants.
 */
final class SoftPasskey {

    private static final Pattern CHALLENGE = Pattern.compile("\"challenge\":\"([^\"]+)\"");
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final KeyPair key;
    private final byte[] id = SecureTokens.bytes(32);
    private String origin = "http://localhost:8080";
    private String domain = "localhost";
    private int flags = PRESENT | VERIFIED;
    private int counter;

    SoftPasskey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.key = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The browser is at another page. */
    SoftPasskey at(String other) {
        this.origin = other;
        return this;
    }

    /** The device believes to be asked by another house. */
    SoftPasskey of(String other) {
        this.domain = other;
        return this;
    }

    /** Nobody opened the device with a finger or number. */
    SoftPasskey unverified() {
        this.flags = PRESENT;
        return this;
    }

    SoftPasskey counting(int now) {
        this.counter = now;
        return this;
    }

    /** The answer to a wish to make one. */
    String make(String question) {
        byte[] client = client("webauthn.create", question);
        byte[] told = told(flags | ATTESTED, credential());
        ByteArrayOutputStream attestation = new ByteArrayOutputStream();
        attestation.writeBytes(hex("a363666d74646e6f6e656761747453746d74a068617574684461746159"));
        attestation.writeBytes(ByteBuffer.allocate(2).putShort((short) told.length).array());
        attestation.writeBytes(told);
        return """
        {"id":"%1$s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},
         "authenticatorAttachment":"platform","response":{"clientDataJSON":"%2$s",
         "attestationObject":"%3$s","transports":["internal"],"publicKeyAlgorithm":-7}}"""
                .formatted(text(id), text(client), text(attestation.toByteArray()));
    }

    /** The answer to a question for one. */
    String show(String question) {
        byte[] client = client("webauthn.get", question);
        byte[] told = told(flags, new byte[0]);
        return """
        {"id":"%1$s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},
         "response":{"clientDataJSON":"%2$s","authenticatorData":"%3$s","signature":"%4$s"}}"""
                .formatted(text(id), text(client), text(told), text(signed(told, client)));
    }

    private byte[] client(String type, String question) {
        Matcher challenge = CHALLENGE.matcher(question);
        String asked = challenge.find() ? challenge.group(1) : "";
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, asked, origin)
                .getBytes(UTF_8);
    }

    private byte[] told(int flags, byte[] more) {
        return ByteBuffer.allocate(37 + more.length)
                .put(SecureTokens.sha256(domain.getBytes(UTF_8)))
                .put((byte) flags)
                .putInt(counter)
                .put(more)
                .array();
    }

    private byte[] credential() {
        ECPublicKey open = (ECPublicKey) key.getPublic();
        return ByteBuffer.allocate(16 + 2 + id.length + 77)
                .put(new byte[16])
                .putShort((short) id.length)
                .put(id)
                .put(hex("a5010203262001215820"))
                .put(number(open.getW().getAffineX()))
                .put(hex("225820"))
                .put(number(open.getW().getAffineY()))
                .array();
    }

    private byte[] signed(byte[] told, byte[] client) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(told);
            signature.update(SecureTokens.sha256(client));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] number(BigInteger coordinate) {
        byte[] bytes = coordinate.toByteArray();
        byte[] padded = new byte[32];
        int kept = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - kept, padded, 32 - kept, kept);
        return padded;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static String text(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }
}
