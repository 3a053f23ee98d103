package studio.backline.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Jars in folders, for commands while no server runs. What is installed only a server knows. */
final class PluginFolders {

    private static final String MANIFEST = "META-INF/backline/plugin.yaml";
    private static final int LARGEST_MANIFEST = 1 << 20;

    private final Path drop;
    private final Path bundled = LocalSettings.home().resolve("plugins");

    PluginFolders(Path data) {
        this.drop = data.resolve("plugins").resolve("drop");
    }

    /** A jar, with what its manifest says or why it could not be read. */
    record Jar(String jar, String id, String version, String problem) {}

    /** What lies in the folders. */
    record Found(boolean running, List<Jar> bundled, List<Jar> dropped) {

        String inWords() {
            StringBuilder text =
                    new StringBuilder(
                            "No server runs on this data folder. What is installed is known when one"
                                    + " does; these jars lie ready:");
            Stream.concat(bundled.stream(), dropped.stream())
                    .forEach(
                            jar ->
                                    text.append(
                                            jar.problem().isEmpty()
                                                    ? "%n%-20s %-12s %s"
                                                            .formatted(
                                                                    jar.id(),
                                                                    jar.version(),
                                                                    jar.jar())
                                                    : "%n%s: %s"
                                                            .formatted(jar.jar(), jar.problem())));
            return text.toString();
        }
    }

    Found look() throws IOException {
        return new Found(false, jarsIn(bundled), jarsIn(drop));
    }

    /** Puts a jar where the next start looks, after a first check. */
    Path layReady(Path jar) throws IOException, Refused {
        Jar read = read(jar);
        if (!read.problem().isEmpty()) {
            throw new Refused("no-plugin", "'%s': %s".formatted(jar, read.problem()));
        }
        Files.createDirectories(drop);
        Path target = drop.resolve(read.id() + ".jar");
        Path fresh = Files.createTempFile(drop, read.id(), ".part");
        Files.copy(jar, fresh, StandardCopyOption.REPLACE_EXISTING);
        return Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Jar> jarsIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Jar> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                jars.add(read(file));
            }
        }
        return jars;
    }

    private static Jar read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(MANIFEST);
            if (entry == null) {
                return broken(file, "It is no plugin: it has no %s.".formatted(MANIFEST));
            }
            try (InputStream in = zip.getInputStream(entry)) {
                Object manifest =
                        new Yaml(new SafeConstructor(new LoaderOptions()))
                                .load(
                                        new String(
                                                in.readNBytes(LARGEST_MANIFEST),
                                                java.nio.charset.StandardCharsets.UTF_8));
                if (manifest instanceof Map<?, ?> map
                        && map.get("id") instanceof String id
                        && id.matches("[a-z][a-z0-9-]{0,30}")
                        && map.get("version") instanceof String version) {
                    return new Jar(file.toString(), id, version, "");
                }
                return broken(file, "Its manifest names no id and version.");
            }
        } catch (java.util.zip.ZipException | YAMLException e) {
            return broken(file, "It cannot be read: %s".formatted(e.getMessage()));
        }
    }

    private static Jar broken(Path file, String problem) {
        return new Jar(file.toString(), "", "", problem);
    }
}
