package studio.backline.platform.backup.place;

import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The one key that a server may show, by its fingerprint; what it does show is remembered. Nothing
 * of who signs in is sent to a server with another one.
 */
final class HostKey implements HostKeyRepository {

    private final String expected;
    private volatile String shown = "";

    /**
     * @param expected as OpenSSH writes it: {@code SHA256:} and 43 characters
     */
    HostKey(String expected) {
        this.expected = expected.strip();
    }

    /** What the server showed; empty before it did. */
    String shown() {
        return shown;
    }

    boolean isNobodysWord() {
        return expected.isEmpty();
    }

    boolean isShown() {
        return shown.equals(expected);
    }

    @Override
    public int check(String host, byte[] key) {
        shown = fingerprint(key);
        return isShown() ? OK : CHANGED;
    }

    private static String fingerprint(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    @Override
    public void add(com.jcraft.jsch.HostKey key, UserInfo info) {
        // Only the operator says which key is good.
    }

    @Override
    public void remove(String host, String type) {
        // Likewise.
    }

    @Override
    public void remove(String host, String type, byte[] key) {
        // Likewise.
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return "backup";
    }

    @Override
    public com.jcraft.jsch.HostKey[] getHostKey() {
        return new com.jcraft.jsch.HostKey[0];
    }

    @Override
    public com.jcraft.jsch.HostKey[] getHostKey(String host, String type) {
        return new com.jcraft.jsch.HostKey[0];
    }
}
