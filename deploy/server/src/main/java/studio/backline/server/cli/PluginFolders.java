package studio.backline.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.jar.JarCheck;
import studio.backline.server.settings.SettingsFile;

/** Jars in folders, for commands while no server runs. What is installed only a server knows. */
final class PluginFolders {

    private final JarCheck check = JarCheck.ofThisServer();
    private final Path drop;
    private final Path bundled = SettingsFile.home().resolve("plugins");

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

    /** Puts a jar where the next start looks, after the checks that the server itself makes. */
    Path layReady(Path jar) throws IOException, Refused {
        String id;
        try {
            id = check.check(jar).manifest().id().value();
        } catch (PluginRefusedException refused) {
            throw new Refused(refused.code(), "'%s': %s".formatted(jar, refused.getMessage()));
        }
        Files.createDirectories(drop);
        Path target = drop.resolve(id + ".jar");
        if (Files.exists(target) && Files.mismatch(jar, target) >= 0) {
            throw new Refused(
                    "another-lies-ready",
                    "Another jar of %s lies ready at '%s'. Delete that one first, or start the server to install it."
                            .formatted(id, target));
        }
        Path fresh = Files.createTempFile(drop, id, ".part");
        Files.copy(jar, fresh, StandardCopyOption.REPLACE_EXISTING);
        return Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private List<Jar> jarsIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Jar> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(JarCheck::isJar).sorted().toList()) {
                jars.add(read(file));
            }
        }
        return jars;
    }

    private Jar read(Path file) {
        try {
            PluginManifest manifest = check.check(file).manifest();
            return new Jar(
                    file.toString(), manifest.id().value(), manifest.version().toString(), "");
        } catch (PluginRefusedException refused) {
            return new Jar(file.toString(), "", "", refused.getMessage());
        }
    }
}
