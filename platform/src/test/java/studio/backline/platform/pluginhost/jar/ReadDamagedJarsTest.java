package studio.backline.platform.pluginhost.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.data.KeptReader;
import studio.backline.testkit.jar.PluginJarBuilder;

/** What Java's own readers meet in a jar that came damaged. */
class ReadDamagedJarsTest {

    private static final String WORN = "plugins/bad/Worn.class";
    private static final String SONG =
            """
            @jakarta.persistence.Entity
            class Worn {
                @studio.backline.contract.privacy.PersonalData(
                        studio.backline.contract.privacy.DataCategory.NAME)
                String singer = "Ella".trim();
            }
            """;

    @TempDir private Path folder;

    @Test
    void aClassThatIsWhole() throws IOException {
        Path jar = PluginJarBuilder.plugin("bad").source("Worn", SONG).build(folder);

        assertThat(KeptReader.read(JarCheck.ofThisServer().check(jar).manifest(), jar)).hasSize(1);
    }

    @Test
    void aClassOfWhichOneByteWasChanged() throws IOException {
        byte[] whole = worn();
        int refused = 0;
        for (int place = 4; place < whole.length; place += 2) {
            byte[] changed = whole.clone();
            changed[place] = (byte) (changed[place] + 1);
            Path jar = PluginJarBuilder.plugin("bad").resource(WORN, changed).build(folder);
            try {
                KeptReader.read(JarCheck.ofThisServer().check(jar).manifest(), jar);
            } catch (PluginRefusedException broken) {
                assertThat(broken.code()).isEqualTo("class-broken");
                assertThat(broken.what()).contains("plugins/bad/");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 10);
    }

    /** Java's reader of classes is lazy: what is damaged shows only when it is asked for. */
    @Test
    void aCallThatLeadsToNoClass() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0xCAFEBABE);
            out.writeInt(69);
            out.writeShort(3);
            out.writeByte(1);
            out.writeUTF("x");
            out.writeByte(10);
            out.writeInt(0x00010001);
            out.write(new byte[14]);
        }
        Path jar = PluginJarBuilder.plugin("bad").resource(WORN, bytes.toByteArray()).build(folder);

        assertThatThrownBy(() -> JarCheck.ofThisServer().check(jar))
                .isInstanceOfSatisfying(
                        PluginRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("class-broken"));
    }

    /** Java's reader of annotations calls itself for each array in an array. */
    @Test
    void aClassWhoseAnnotationsAreDeeperThanJavaCanRead() throws IOException {
        Path jar =
                PluginJarBuilder.plugin("bad").resource(WORN, annotated(1_000_000)).build(folder);

        assertThatThrownBy(
                        () -> KeptReader.read(JarCheck.ofThisServer().check(jar).manifest(), jar))
                .isInstanceOfSatisfying(
                        PluginRefusedException.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo("class-broken");
                            assertThat(refused.what()).contains(WORN);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000\u0001\"garbage\"", "Made-By: hand\n\n"})
    void aManifestThatJavaWouldTakeForAnEmptyOne(String manifest) throws IOException {
        Path jar =
                PluginJarBuilder.plugin("bad")
                        .resource("META-INF/MANIFEST.MF", manifest.getBytes(StandardCharsets.UTF_8))
                        .build(folder);

        assertThatThrownBy(() -> JarCheck.ofThisServer().check(jar))
                .isInstanceOfSatisfying(
                        PluginRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("jar-manifest-empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"META-INF/MANIFEST.MF", "lib/thing.jar"})
    void aManifestThatIsWrittenWrongly(String where) throws IOException {
        byte[] manifest = "Manifest-Version 1.0\n".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream library = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(library)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(manifest);
        }
        byte[] content = where.startsWith("lib") ? library.toByteArray() : manifest;
        Path jar = PluginJarBuilder.plugin("bad").resource(where, content).build(folder);

        assertThatThrownBy(() -> JarCheck.ofThisServer().check(jar))
                .isInstanceOfSatisfying(
                        PluginRefusedException.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo("jar-manifest-wrong");
                            assertThat(refused.what()).startsWith(where).contains("line 1");
                        });
    }

    /** A class with one annotation of one value: an array in an array, and so on. */
    private static byte[] annotated(int arrays) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0xCAFEBABE);
            out.writeInt(69);
            out.writeShort(8);
            for (String text : List.of("plugins/bad/Worn", "java/lang/Object")) {
                out.writeByte(1);
                out.writeUTF(text);
            }
            for (int name = 1; name <= 2; name++) {
                out.writeByte(7);
                out.writeShort(name);
            }
            for (String text : List.of("RuntimeVisibleAnnotations", "LMark;", "value")) {
                out.writeByte(1);
                out.writeUTF(text);
            }
            for (int number : new int[] {0x21, 3, 4, 0, 0, 0, 1, 5}) {
                out.writeShort(number);
            }
            out.writeInt(8 + 3 * (arrays + 1));
            for (int number : new int[] {1, 6, 1, 7}) {
                out.writeShort(number);
            }
            for (int array = 0; array <= arrays; array++) {
                out.writeByte('[');
                out.writeShort(array < arrays ? 1 : 0);
            }
        }
        return bytes.toByteArray();
    }

    private byte[] worn() throws IOException {
        Path jar = PluginJarBuilder.plugin("bad").source("Worn", SONG).build(folder);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getInputStream(zip.getEntry(WORN)).readAllBytes();
        }
    }
}
