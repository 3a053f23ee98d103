package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.testkit.jar.PluginJarBuilder;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedJarsTest {

    private Path folder;
    private House house;

    @BeforeAll
    void open(@TempDir Path temporary) {
        folder = temporary;
        house = House.open(folder);
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void aFileThatIsNoZip() throws IOException {
        Path file = Files.writeString(folder.resolve("letter.jar"), "Dear artist,");

        assertRefused(file, "not-a-zip", "no jar");
    }

    @Test
    void aJarThatWasCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(SongPlugin.of("bad").build(folder));
        for (int length : new int[] {3, 200, whole.length / 2, whole.length - 5}) {
            Path file = folder.resolve("cut.jar");
            Files.write(file, Arrays.copyOf(whole, length));

            assertRefused(file, "not-a-zip", "cut off");
        }
    }

    @Test
    void aJarWithOneByteChanged() throws IOException {
        byte[] bytes =
                Files.readAllBytes(
                        PluginJarBuilder.plugin("bad")
                                .resource("notes.txt", "la ".repeat(4000) + Math.PI)
                                .build(folder));
        int entry = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("notes.txt");
        bytes[entry + "notes.txt".length() + 12] ^= 0x40;
        Path file = Files.write(folder.resolve("changed.jar"), bytes);

        PluginRefusedException refused = install(file);

        assertThat(refused.code()).isIn("damaged", "not-a-zip");
        Traces.assertNone(folder, "bad");
    }

    @Test
    void aJarWithoutDescriptor() throws IOException {
        Path file = folder.resolve("plain.jar");
        Files.write(file, zip("readme.txt", "hello"));

        assertRefused(file, "no-manifest", "META-INF/backline/plugin.yaml");
    }

    @Test
    void aDescriptorWithMistakesNamesEachPlace() {
        Path jar =
                PluginJarBuilder.plugin("bad")
                        .resource(
                                "META-INF/backline/plugin.yaml",
                                """
                                id: Bad Id
                                version: one
                                api: ">=0.1.0"
                                entry: plugins.bad.Entry
                                name: {de: "\\u202Ethcelhcs"}
                                colour: red
                                """)
                        .build(folder);

        PluginRefusedException refused = install(jar);

        assertThat(refused.code()).isEqualTo("manifest-wrong");
        assertThat(refused.what())
                .contains("line 1, id")
                .contains("line 2, version")
                .contains("line 3, api")
                .contains("line 5, name.en: is missing")
                .contains("line 5, name.de: '?thcelhcs' is not written as expected")
                .contains("line 6, colour: is not a key")
                .contains("description: is missing");
        assertThat(refused.remedy()).contains("schema");
        Traces.assertNone(folder, "bad");
    }

    @ParameterizedTest
    @CsvSource({
        "'id: [', line",
        "'a: &x [1]\nb: *x', manifest",
        "'!!java.net.URL {}', manifest",
        "'id: a\nid: b', duplicate"
    })
    void aDescriptorThatIsNoPlainYaml(String yaml, String said) {
        Path jar =
                PluginJarBuilder.plugin("bad")
                        .resource("META-INF/backline/plugin.yaml", yaml)
                        .build(folder);

        PluginRefusedException refused = install(jar);

        assertThat(refused.code()).startsWith("manifest-");
        assertThat(refused.code() + refused.what()).contains(said);
        Traces.assertNone(folder, "bad");
    }

    @Test
    void aPluginWhoseRoleReadsAsOneThatOwnsTables() {
        assertRefused(SongPlugin.of("owner").build(folder), "manifest-wrong", "'owner' cannot be");
    }

    @Test
    void aPluginWhoseRoleWouldOwnTheTablesOfAnother() {
        house.plugins.install(SongPlugin.of("songs").build(folder));

        PluginRefusedException refused = install(SongPlugin.of("songs-owner").build(folder));

        assertThat(refused.code()).isEqualTo("manifest-wrong");
        assertThat(refused.what())
                .contains("line 1, id: 'songs-owner' cannot be taken", "choose another")
                .doesNotContain("written");
        house.plugins.remove(new PluginId("songs"), RemovalChoice.ERASE_DATA);
        Traces.assertNone(folder, "songs");
    }

    @Test
    void aPluginForANewerContract() {
        Path jar = PluginJarBuilder.plugin("bad").api(">=0.2.0 <0.3.0").build(folder);

        assertRefused(jar, "needs-other-api", "0.1.0");
    }

    @Test
    void aPluginWhoseEntryIsMissing() {
        Path jar =
                PluginJarBuilder.plugin("bad")
                        .resource(
                                "META-INF/backline/plugin.yaml",
                                PluginJarBuilder.plugin("bad")
                                        .yaml()
                                        .replace("bad.Entry", "bad.Elsewhere"))
                        .build(folder);

        assertRefused(jar, "no-entry-class", "plugins.bad.Elsewhere");
    }

    @ParameterizedTest
    @CsvSource({
        "../../evil.txt, unsafe-entry",
        "/etc/evil.txt, unsafe-entry",
        "a\\b.txt, unsafe-entry",
        "c:/evil.txt, unsafe-entry",
        "META-INF/EVIL.SF, signed-inside",
        "other/inner.jar, nested-jar",
        "lib/../inner.jar, unsafe-entry",
        "PLUGINS/bad/entry.class, duplicate-entry",
        "org/springframework/core/Evil.class, host-package",
        "studio/backline/platform/Evil.class, host-package",
        "META-INF/versions/25/jakarta/persistence/Evil.class, host-package"
    })
    void anEntryThatDoesNotBelong(String name, String code) {
        Path jar = PluginJarBuilder.plugin("bad").resource(name, "x").build(folder);

        PluginRefusedException refused = install(jar);

        assertThat(refused.code()).isEqualTo(code);
        Traces.assertNone(folder, "bad");
    }

    @Test
    void aLibraryThatBringsClassesOfTheHost() throws IOException {
        Path jar =
                PluginJarBuilder.plugin("bad")
                        .resource(
                                "lib/sneaky.jar",
                                zip("studio/backline/contract/plugin/PluginId.class", "x"))
                        .build(folder);

        assertRefused(jar, "host-package", "lib/sneaky.jar!");
    }

    @Test
    void aClassPathThatLeadsElsewhere() {
        Path jar =
                PluginJarBuilder.plugin("bad")
                        .resource(
                                "META-INF/MANIFEST.MF",
                                "Manifest-Version: 1.0\nClass-Path: file:/opt/other.jar\n\n")
                        .build(folder);

        assertRefused(jar, "class-path", "class path");
    }

    @Test
    void aClassPathInAManifestThatIsWrittenOtherwise() {
        Path jar =
                PluginJarBuilder.plugin("bad")
                        .resource(
                                "meta-inf/Manifest.mf",
                                "Manifest-Version: 1.0\nClass-Path: file:/opt/other.jar\n\n")
                        .build(folder);

        assertRefused(jar, "class-path", "meta-inf/Manifest.mf");
    }

    @Test
    void aLibraryThatWasCutOff() throws IOException {
        byte[] whole = zip("thing/words.txt", "la la la");
        byte[] cut = Arrays.copyOf(whole, whole.length - 60);
        Path jar = PluginJarBuilder.plugin("bad").resource("lib/thing.jar", cut).build(folder);

        assertRefused(jar, "damaged", "lib/thing.jar");
    }

    @Test
    void aFolderInPlaceOfAJar() throws IOException {
        assertRefused(Files.createDirectory(folder.resolve("dir.jar")), "not-a-file", "dir.jar");
    }

    @Test
    @Timeout(20)
    void aPipeInPlaceOfAJar() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe.jar");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

        assertRefused(pipe, "not-a-file", "pipe.jar");
    }

    @Test
    void anEntryThatWouldTakeTheServersMemory() {
        Path jar =
                PluginJarBuilder.plugin("bad")
                        .resource("db/migration/V001__zeros.sql", new byte[(8 << 20) + 1])
                        .build(folder);

        assertRefused(jar, "entry-too-large", "V001__zeros.sql in the jar unpacks to more than 8");
    }

    /** What is told is the file that the server reads, and not the picture before it. */
    @Test
    void aPictureForBrowsersMayBeLargerThanWhatTheServerReads() {
        byte[] large = new byte[(8 << 20) + 1];
        Path jar =
                PluginJarBuilder.plugin("bad")
                        .resource("META-INF/resources/poster.png", large)
                        .resource("META-INF/services/Zeros", large)
                        .build(folder);

        assertRefused(jar, "entry-too-large", "META-INF/services/Zeros in the jar unpacks");
    }

    @Test
    void aFileThatIsTooLargeIsNotCopiedFirst() throws IOException {
        Path large = folder.resolve("large.jar");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            // Nothing but a hole: it takes no room until somebody copies it.
            file.setLength(200L << 30);
        }

        assertRefused(large, "too-large", "64 MB");
    }

    @Test
    void aMigrationThatIsNotInUtf8() {
        byte[] sql = "create table t (); -- Gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1);
        Path jar =
                PluginJarBuilder.plugin("bad")
                        .resource("db/migration/V001__t.sql", sql)
                        .build(folder);

        assertRefused(jar, "migrations-wrong", "'V001__t.sql' is not in UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "public class Entry {}, does not implement PluginEntry",
        "'public class Entry implements studio.backline.contract.plugin.PluginEntry {"
                + " private Entry() {}"
                + " public java.util.List<Class<?>> configurations() { return null; } }',"
                + " a public constructor",
        "'public class Entry implements studio.backline.contract.plugin.PluginEntry {"
                + " public java.util.List<Class<?>> configurations() {"
                + " return java.util.Arrays.asList((Class<?>) null); } }', gives null"
    })
    void anEntryThatIsNone(String source, String said) {
        Path jar = PluginJarBuilder.plugin("bad").source("Entry", source).build(folder);

        assertRefused(jar, "entry-wrong", said);
    }

    @Test
    void aMigrationThatFails() {
        Path jar =
                SongPlugin.of("bad")
                        .migration("V002__oops.sql", "select \"\u202e\u001b[1mone\";")
                        .build(folder);

        assertRefused(jar, "data-refused", "\"??[1mone\"");
    }

    @Test
    void aMigrationThatReachesIntoTheCore() {
        Path jar =
                SongPlugin.of("bad")
                        .migration("V002__oops.sql", "drop table backline.account;")
                        .build(folder);

        assertRefused(jar, "data-refused", "permission denied for schema backline");
    }

    @Test
    void aMigrationWithAWrongName() {
        Path jar = SongPlugin.of("bad").migration("songs.sql", "select 1;").build(folder);

        assertRefused(jar, "migrations-wrong", "songs.sql");
    }

    @Test
    void aColumnThatNobodyClassified() {
        Path jar =
                SongPlugin.of("bad")
                        .migration("V002__more.sql", "alter table song add column shoe_size int;")
                        .build(folder);

        assertRefused(jar, "data-refused", "shoe_size");
    }

    @Test
    void aPluginThatThrowsWhenItStarts() {
        Path jar =
                PluginJarBuilder.plugin("bad")
                        .entry("throw new IllegalStateException(\"The strings are not tuned.\");")
                        .build(folder);

        assertRefused(jar, "does-not-start", "The strings are not tuned.");
    }

    private void assertRefused(Path jar, String code, String said) {
        PluginRefusedException refused = install(jar);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.what()).contains(said);
        assertThat(refused.remedy()).isNotBlank();
        Traces.assertNone(folder, "bad");
        assertThat(house.plugins.list()).isEmpty();
    }

    private PluginRefusedException install(Path jar) {
        return catchThrowableOfType(PluginRefusedException.class, () -> house.plugins.install(jar));
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
