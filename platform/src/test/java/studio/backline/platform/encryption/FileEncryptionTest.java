package studio.backline.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.cipher.AesGcm;
import studio.backline.platform.encryption.cipher.SegmentHead;
import studio.backline.platform.encryption.cipher.SegmentOutputStream;

class FileEncryptionTest {

    private static final int SEGMENT = 64 * 1024;
    private static final int SEALED_SEGMENT = SEGMENT + 16;
    private static final int HEAD = 52;

    @TempDir private Path folder;
    private WorkspaceKeys keys;
    private FileEncryption files;
    private final WorkspaceId workspace = WorkspaceId.next();
    private final UUID file = UUID.randomUUID();

    @BeforeEach
    void open() {
        KeyStore store = KeyStore.open(folder.resolve("root.key"), folder.resolve("data"));
        keys = new WorkspaceKeys(store, event -> {});
        keys.create(workspace);
        files = new FileEncryption(keys);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 5 * SEGMENT + 7})
    void aFileOfAnySizeComesBackAsItWas(int size) throws Exception {
        byte[] plain = bytes(size);

        byte[] sealed = seal(plain);

        assertThat(unseal(sealed)).isEqualTo(plain);
        int segments = Math.max(1, (size + SEGMENT - 1) / SEGMENT);
        assertThat(sealed).hasSize(HEAD + size + 16 * segments);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 5 * SEGMENT + 7})
    void anyPartComesBackAsItWas(int size) throws Exception {
        byte[] plain = bytes(size);
        byte[] sealed = seal(plain);
        Set<Integer> edges = new TreeSet<>(List.of(0, size));
        for (int edge = SEGMENT; edge < size; edge += SEGMENT) {
            edges.addAll(List.of(edge - 1, edge, edge + 1));
        }
        for (int from : edges) {
            for (int to : edges) {
                if (from <= to && to <= size) {
                    assertThat(part(sealed, size, from, to - from))
                            .as("%d to %d of %d", from, to, size)
                            .isEqualTo(Arrays.copyOfRange(plain, from, to));
                }
            }
        }
    }

    @Test
    void aPartReadsNoMoreThanItsSegments() throws Exception {
        byte[] sealed = seal(bytes(5 * SEGMENT));
        List<String> read = new ArrayList<>();
        files.open(
                        workspace,
                        file,
                        (from, length) -> {
                            read.add(from + "+" + length);
                            return stream(sealed, from, length);
                        },
                        5 * SEGMENT,
                        2 * SEGMENT + 10,
                        100)
                .close();

        assertThat(read)
                .containsExactly("0+" + HEAD, (HEAD + 2 * SEALED_SEGMENT) + "+" + SEALED_SEGMENT);
    }

    @Test
    void aPartOfWhatWasChangedMovedOrIsLongerThanSaidDoesNotOpen() throws Exception {
        byte[] sealed = seal(bytes(3 * SEGMENT));
        byte[] changed = sealed.clone();
        changed[HEAD + SEALED_SEGMENT + 5] ^= 1;

        assertThatThrownBy(() -> part(changed, 3 * SEGMENT, SEGMENT, 10))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("changed at segment 1");
        assertThat(part(changed, 3 * SEGMENT, 0, 10)).hasSize(10);
        assertThatThrownBy(() -> part(arrange(sealed, 1, 0, 2), 3 * SEGMENT, 0, 10))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> part(sealed, 4 * SEGMENT, 2 * SEGMENT, 10))
                .as("the last segment is sealed as such")
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> part(sealed, 2 * SEGMENT, SEGMENT, 10))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> part(sealed, 3 * SEGMENT, 3 * SEGMENT, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Files that are sealed are read for years: what another program makes of the format is it. */
    @Test
    void segmentsAreSealedAsTheFormatSays() throws Exception {
        byte[] key = bytes(32);
        byte[] plain = bytes(SEGMENT + 9);
        SegmentHead head = SegmentHead.of("0123456789abcdef", bytes(39));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream sealing = new SegmentOutputStream(out, head, key)) {
            sealing.write(plain);
        }

        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.write(head.bytes());
        expected.write(segment(key, head, 0, 0, Arrays.copyOf(plain, SEGMENT)));
        expected.write(segment(key, head, 1, 1, Arrays.copyOfRange(plain, SEGMENT, plain.length)));
        assertThat(out.toByteArray()).isEqualTo(expected.toByteArray());
    }

    private static byte[] segment(
            byte[] key, SegmentHead head, int number, int last, byte[] plain) {
        byte[] nonce =
                ByteBuffer.allocate(12)
                        .put(head.bytes(), HEAD - 7, 7)
                        .putInt(number)
                        .put((byte) last)
                        .array();
        return AesGcm.seal(key, nonce, new byte[0], plain);
    }

    @Test
    void equalContentIsEqualWithinAWorkspaceAndNowhereElse() {
        WorkspaceId other = WorkspaceId.next();
        keys.create(other);

        byte[] hash = hash(workspace, bytes(100));
        assertThat(hash).hasSize(32).isEqualTo(hash(workspace, bytes(100)));
        assertThat(hash).isNotEqualTo(hash(workspace, bytes(101)));
        assertThat(hash).isNotEqualTo(hash(other, bytes(100)));
    }

    private byte[] hash(WorkspaceId in, byte[] content) {
        FileEncryption.ContentHash hash = files.hash(in);
        hash.update(content, 0, content.length);
        return hash.finish();
    }

    private byte[] part(byte[] sealed, long size, long from, long length) throws IOException {
        try (InputStream in =
                files.open(
                        workspace,
                        file,
                        (at, bytes) -> stream(sealed, at, bytes),
                        size,
                        from,
                        length)) {
            return in.readAllBytes();
        }
    }

    private static InputStream stream(byte[] sealed, long from, long length) {
        return new ByteArrayInputStream(sealed, (int) from, (int) length);
    }

    @Test
    void aFileWrittenInSmallPiecesIsTheSame() throws Exception {
        byte[] plain = bytes(SEGMENT + 100);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream out = files.seal(workspace, file, sealed)) {
            for (int at = 0; at < plain.length; at += 37) {
                out.write(plain, at, Math.min(37, plain.length - at));
            }
        }

        assertThat(unseal(sealed.toByteArray())).isEqualTo(plain);
    }

    @Test
    void aFileThatWasCutOffDoesNotOpenToItsEnd() throws Exception {
        byte[] sealed = seal(bytes(3 * SEGMENT));
        int[] cuts = {
            HEAD,
            HEAD + SEALED_SEGMENT,
            HEAD + 2 * SEALED_SEGMENT,
            HEAD + SEALED_SEGMENT + 100,
            sealed.length - 1
        };
        for (int cut : cuts) {
            broken(Arrays.copyOf(sealed, cut));
        }
        for (int cut = 0; cut < HEAD; cut++) {
            broken(Arrays.copyOf(sealed, cut));
        }
    }

    @Test
    void segmentsCannotBeSwappedRepeatedOrLeftOut() throws Exception {
        byte[] sealed = seal(bytes(3 * SEGMENT));

        broken(arrange(sealed, 1, 0, 2));
        broken(arrange(sealed, 0, 0, 1, 2));
        broken(arrange(sealed, 0, 2));
        broken(arrange(sealed, 0, 1, 2, 2));
        assertThat(unseal(arrange(sealed, 0, 1, 2))).hasSize(3 * SEGMENT);
    }

    @Test
    void aSegmentOfAnotherFileDoesNotFit() throws Exception {
        byte[] one = seal(bytes(2 * SEGMENT));
        byte[] other = seal(bytes(2 * SEGMENT));
        System.arraycopy(other, HEAD, one, HEAD, SEALED_SEGMENT);

        broken(one);
    }

    @Test
    void noByteCanChange() throws Exception {
        byte[] sealed = seal(bytes(200));
        for (int at = 0; at < sealed.length; at++) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            broken(changed);
        }
    }

    @Test
    void aFileOpensForItsOwnNameAndWorkspaceOnlyAndWhileTheKeyIsThere() throws Exception {
        byte[] sealed = seal(bytes(10));
        WorkspaceId other = WorkspaceId.next();
        keys.create(other);

        assertThatThrownBy(() -> read(workspace, UUID.randomUUID(), sealed))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(other, file, sealed)).isInstanceOf(IOException.class);
        keys.destroy(workspace);
        assertThatThrownBy(() -> read(workspace, file, sealed)).hasMessageContaining("gone");
    }

    @Test
    void anOrdinaryFileIsNotTakenForASealedOne() {
        assertThatThrownBy(() -> unseal(bytes(1000))).hasMessageContaining("not sealed");
    }

    private static byte[] arrange(byte[] sealed, int... segments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(sealed, 0, HEAD);
        for (int segment : segments) {
            out.write(sealed, HEAD + segment * SEALED_SEGMENT, SEALED_SEGMENT);
        }
        return out.toByteArray();
    }

    private void broken(byte[] sealed) {
        assertThatThrownBy(() -> unseal(sealed)).isInstanceOf(IOException.class);
    }

    private byte[] seal(byte[] plain) throws IOException {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream out = files.seal(workspace, file, sealed)) {
            out.write(plain);
        }
        return sealed.toByteArray();
    }

    private byte[] unseal(byte[] sealed) throws IOException {
        return read(workspace, file, sealed);
    }

    private byte[] read(WorkspaceId in, UUID name, byte[] sealed) throws IOException {
        try (var stream = files.open(in, name, new ByteArrayInputStream(sealed))) {
            return stream.readAllBytes();
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
