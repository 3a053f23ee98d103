package studio.backline.platform.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server on loopback, by another library than the one that speaks to it. */
final class FakeSftp implements AutoCloseable {

    static final String USER = "studio";
    static final String PASSWORD = "kettle";

    final Path root;
    final KeyPair guest;
    final AtomicInteger asked = new AtomicInteger();
    private final SshServer server;
    private final KeyPair key;

    private FakeSftp(Path root, int port) throws GeneralSecurityException, IOException {
        this.root = Files.createDirectories(root);
        this.key = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        this.guest = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        this.server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setPasswordAuthenticator(
                (user, password, session) -> {
                    asked.incrementAndGet();
                    return user.equals(USER) && password.equals(PASSWORD);
                });
        server.setPublickeyAuthenticator(
                (user, shown, session) ->
                        user.equals(USER) && KeyUtils.compareKeys(shown, guest.getPublic()));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
    }

    static FakeSftp open(Path root) throws GeneralSecurityException, IOException {
        FakeSftp fake = new FakeSftp(root, 0);
        fake.server.start();
        return fake;
    }

    /** Another one at the same port, with another key. */
    FakeSftp replaced() throws GeneralSecurityException, IOException {
        int port = server.getPort();
        close();
        FakeSftp other = new FakeSftp(root, port);
        other.server.start();
        return other;
    }

    String address(String folder) {
        return "sftp://%s@127.0.0.1:%d%s".formatted(USER, server.getPort(), folder);
    }

    String hostKey() {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key.getPublic());
    }

    /** As {@code ssh-keygen} writes it. */
    String identity() throws GeneralSecurityException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(guest, "studio", null, out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
