package studio.backline.platform.pluginhost.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.testkit.jar.PluginJarBuilder;

/** What becomes of a plugin's libraries in the store, and what of them comes back. */
class DamagedStoreTest {

    @TempDir private Path folder;
    private PluginStore store;
    private Path jar;
    private byte[] library;
    private StoredPlugin kept;

    @BeforeEach
    void keepAPluginWithALibrary() throws IOException {
        store = new PluginStore(folder.resolve("plugins"), PluginArchive.NONE);
        library = zip();
        jar =
                PluginJarBuilder.plugin("bad")
                        .resource("lib/one.jar", library)
                        .resource("lib/two.jar", library)
                        .build(folder);
        kept = keep();
    }

    @Test
    void aLibraryThatWasCutOffIsWholeAgainWhenThePluginIsFound() throws IOException {
        Files.write(kept.libraries().getFirst(), Arrays.copyOf(library, library.length - 9));

        assertThat(find().libraries()).hasSize(2);
        assertWhole();
    }

    @Test
    void aLibraryOfWhichOneByteWasChangedIsWholeAgainWhenTheJarIsInstalledAgain()
            throws IOException {
        byte[] changed = library.clone();
        changed[40] ^= 1;
        Files.write(kept.libraries().getLast(), changed);

        assertThat(keep()).isEqualTo(kept);
        assertWhole();
    }

    @Test
    void aLibraryThatIsGoneComesBackAndOneThatIsNotTheJarsGoes() throws IOException {
        Files.move(kept.libraries().getFirst(), kept.folder().resolve("lib/three.jar"));
        Path inside = Files.createDirectories(kept.folder().resolve("lib/more.jar"));
        Files.write(inside.resolve("four.jar"), library);

        assertThat(find().libraries()).hasSize(2);
        assertWhole();
    }

    @Test
    void whatIsWholeIsNotWrittenAgain() throws IOException {
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(kept.libraries().getFirst(), longAgo);

        find();

        assertThat(Files.getLastModifiedTime(kept.libraries().getFirst())).isEqualTo(longAgo);
    }

    private void assertWhole() {
        assertThat(kept.libraries())
                .extracting(file -> String.valueOf(file.getFileName()))
                .containsExactly("one.jar", "two.jar");
        assertThat(kept.libraries()).allSatisfy(file -> assertThat(file).hasBinaryContent(library));
    }

    private StoredPlugin find() {
        return store.find(String.valueOf(kept.folder().getFileName())).orElseThrow();
    }

    private StoredPlugin keep() {
        return store.keep(JarCheck.ofThisServer(store.staging()).check(store.stage(jar)));
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("words.txt"));
            zip.write("la la la".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
