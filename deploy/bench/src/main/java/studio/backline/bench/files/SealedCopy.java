package studio.backline.bench.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The least that a sealed copy takes: AES-256-GCM in pieces of 64 KiB, and nothing else. */
final class SealedCopy {

    private static final int PIECE = 64 * 1024;
    private static final int TAG = 16;

    private final SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");

    void in(Path plain, Path target) throws IOException, GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        byte[] piece = new byte[PIECE];
        byte[] out = new byte[PIECE + TAG];
        try (InputStream in = Files.newInputStream(plain);
                FileChannel channel =
                        FileChannel.open(
                                target,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE)) {
            OutputStream to = Channels.newOutputStream(channel);
            int length = in.readNBytes(piece, 0, PIECE);
            for (int number = 0; length > 0; number++) {
                cipher.init(Cipher.ENCRYPT_MODE, key, nonce(number));
                to.write(out, 0, cipher.doFinal(piece, 0, length, out));
                length = in.readNBytes(piece, 0, PIECE);
            }
            channel.force(true);
        }
    }

    long out(Path target) throws IOException, GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        byte[] piece = new byte[PIECE + TAG];
        byte[] out = new byte[PIECE];
        OutputStream to = OutputStream.nullOutputStream();
        long bytes = 0;
        try (InputStream in = Files.newInputStream(target)) {
            int length = in.readNBytes(piece, 0, piece.length);
            for (int number = 0; length > 0; number++) {
                cipher.init(Cipher.DECRYPT_MODE, key, nonce(number));
                int opened = cipher.doFinal(piece, 0, length, out);
                to.write(out, 0, opened);
                bytes += opened;
                length = in.readNBytes(piece, 0, piece.length);
            }
        }
        Files.delete(target);
        return bytes;
    }

    private static GCMParameterSpec nonce(int number) {
        return new GCMParameterSpec(TAG * 8, ByteBuffer.allocate(12).putInt(8, number).array());
    }
}
