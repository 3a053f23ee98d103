package studio.backline.platform.files.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.encryption.FileEncryption;
import studio.backline.platform.encryption.FileEncryption.ContentHash;

/** The hash of a second thread is that of all bytes, in order and each once. */
class BackgroundHashTest {

    private static final int KILOBYTE = 1024;

    private final FileEncryption encryption = Core.shared().bean(FileEncryption.class);
    private final WorkspaceId workspace =
            PluginHome.of(Core.shared(), "hashing").newWorkspace().workspace();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 256, 257, 384, 385, 512, 3_000, 20_001})
    void itIsThatOfAllBytesHoweverTheyCome(int kilobytes) throws IOException {
        byte[] all = new byte[kilobytes * KILOBYTE + kilobytes % 7];
        Random random = new Random(kilobytes);
        random.nextBytes(all);
        ContentHash plain = encryption.hash(workspace);
        plain.update(all, 0, all.length);

        byte[] buffer = new byte[300 * KILOBYTE];
        try (BackgroundHash hash = new BackgroundHash(encryption.hash(workspace))) {
            for (int at = 0; at < all.length; ) {
                int part = Math.min(all.length - at, 1 + random.nextInt(buffer.length));
                System.arraycopy(all, at, buffer, 0, part);
                hash.update(buffer, 0, part);
                // Whoever brings the bytes uses their buffer again.
                Arrays.fill(buffer, (byte) 0);
                at += part;
            }
            assertThat(hash.finish()).isEqualTo(plain.finish());
        }
    }

    @Test
    void whoeverIsInterruptedWhileItWaitsIsToldAndStaysInterrupted() throws IOException {
        try (BackgroundHash hash = new BackgroundHash(encryption.hash(workspace))) {
            hash.update(new byte[512 * KILOBYTE], 0, 512 * KILOBYTE);
            Thread.currentThread().interrupt();

            assertThatThrownBy(hash::finish).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
