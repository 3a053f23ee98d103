package studio.backline.server.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import studio.backline.platform.health.Examination;
import studio.backline.platform.health.Finding;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.PluginVersion;
import studio.backline.platform.pluginhost.manifest.ManifestReader;

/**
 * Which of the installed plugins run on this release, by the range of versions that each names?
 *
 * @param store where installed plugins lie
 * @param contract the version of what plugins are promised by this release
 */
record PluginFit(Path store, PluginVersion contract) implements Examination {

    @Override
    public String words() {
        return UpgradeExaminations.WORDS;
    }

    @Override
    public List<Finding> examine() throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Path jar : jars()) {
            findings.add(finding(jar));
        }
        return findings.isEmpty() ? List.of(Finding.good("plugins.none")) : findings;
    }

    private List<Path> jars() throws IOException {
        if (!Files.isDirectory(store)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(store)) {
            return folders.map(folder -> folder.resolve("plugin.jar"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private Finding finding(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry descriptor = zip.getEntry(ManifestReader.PATH);
            if (descriptor == null) {
                return Finding.bad("plugins.unreadable", jar);
            }
            try (InputStream in = zip.getInputStream(descriptor)) {
                return finding(new ManifestReader().read(in.readAllBytes()));
            }
        } catch (PluginRefusedException e) {
            // What a newer or an older release wrote there may be another thing to this one.
            return Finding.bad("plugins.unreadable", jar);
        }
    }

    private Finding finding(PluginManifest manifest) {
        Object[] named = {manifest.id().value(), manifest.version(), manifest.api(), contract};
        return manifest.api().holds(contract)
                ? Finding.good("plugins.run", named)
                : Finding.bad("plugins.excluded", named);
    }
}
