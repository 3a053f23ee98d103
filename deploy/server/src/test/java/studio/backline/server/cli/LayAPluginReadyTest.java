package studio.backline.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayAPluginReadyTest {

    @TempDir private Path data;

    @Test
    void aSoundJarLiesReadyUnderItsId() throws Exception {
        Path laid = new PluginFolders(data).layReady(jar("one.jar", "1.0.0", ">=0.1.0 <0.2.0"));

        assertThat(laid).isEqualTo(data.resolve("plugins/drop/late.jar")).isRegularFile();
        assertThat(new PluginFolders(data).look().dropped())
                .extracting(PluginFolders.Jar::version)
                .containsExactly("1.0.0");
    }

    @Test
    void aJarThatSomebodyPutThereIsListedHoweverItsEndingIsWritten() throws IOException {
        Path drop = Files.createDirectories(data.resolve("plugins/drop"));
        Files.copy(jar("one.jar", "1.0.0", ">=0.1.0 <0.2.0"), drop.resolve("ONE.JAR"));

        assertThat(new PluginFolders(data).look().dropped())
                .extracting(PluginFolders.Jar::version)
                .containsExactly("1.0.0");
    }

    @Test
    void aJarForAnotherContractIsRefusedAtOnceWithItsReason() throws IOException {
        Path jar = jar("newer.jar", "1.0.0", ">=0.9.0 <1.0.0");

        assertRefused(jar, "0.9.0");
    }

    @Test
    void aJarWithAClassOfTheHostIsRefusedAtOnceWithItsReason() throws IOException {
        Path jar =
                jar("host.jar", "1.0.0", ">=0.1.0 <0.2.0", "org/springframework/core/Evil.class");

        assertRefused(jar, "org/springframework/core/Evil.class");
    }

    @Test
    void aJarDoesNotReplaceAnotherOneOfItsIdInSilence() throws Exception {
        Path first = jar("one.jar", "1.0.0", ">=0.1.0 <0.2.0");
        Path laid = new PluginFolders(data).layReady(first);

        assertRefused(jar("two.jar", "1.1.0", ">=0.1.0 <0.2.0"), laid.toString());

        assertThat(Files.mismatch(first, laid)).isEqualTo(-1);
        assertThat(new PluginFolders(data).layReady(first)).isEqualTo(laid);
    }

    private void assertRefused(Path jar, String said) throws IOException {
        List<PluginFolders.Jar> before = new PluginFolders(data).look().dropped();
        assertThatThrownBy(() -> new PluginFolders(data).layReady(jar))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(said);
        assertThat(new PluginFolders(data).look().dropped()).isEqualTo(before);
    }

    private Path jar(String file, String version, String api, String... more) throws IOException {
        String yaml =
                """
                id: late
                version: %s
                api: "%s"
                entry: plugins.late.Entry
                name: {en: Late}
                description: {en: A plugin of a test.}
                """
                        .formatted(version, api);
        Path jar = data.resolve(file);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, "META-INF/backline/plugin.yaml", yaml.getBytes(StandardCharsets.UTF_8));
            addClass(zip, "plugins/late/Entry.class");
            for (String name : more) {
                addClass(zip, name);
            }
        }
        return jar;
    }

    private static void addClass(ZipOutputStream zip, String name) throws IOException {
        String internal = name.substring(0, name.length() - ".class".length());
        add(zip, name, ClassFile.of().build(ClassDesc.ofInternalName(internal), empty -> {}));
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
