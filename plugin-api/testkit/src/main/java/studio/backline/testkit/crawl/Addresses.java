package studio.backline.testkit.crawl;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import studio.backline.testkit.PackagedServer;

/**
 * The addresses that a running server answers, read from its own registries, plugins' screens
 * included.
 *
 * @param handlers patterns of Spring's handlers, with the methods in brackets before them
 * @param servlets patterns of servlets
 * @param screens templates of Vaadin's screens
 */
public record Addresses(List<String> handlers, List<String> servlets, List<String> screens) {

    /**
     * Asks a server that runs.
     *
     * @param folder for what it writes
     * @throws IllegalStateException when it does not tell
     */
    public static Addresses of(PackagedServer server, Path folder) {
        Path told = folder.resolve("addresses.txt");
        try {
            Path agent = agent(folder.resolve("lister.jar"));
            load(server, agent, told);
            List<String> lines = Files.readAllLines(told);
            if (lines.getLast().startsWith("~ failed")) {
                throw new IllegalStateException(lines.getLast());
            }
            return new Addresses(
                    those(lines, "handler "), those(lines, "servlet "), those(lines, "screen "));
        } catch (IOException e) {
            throw new UncheckedIOException("The server cannot be asked", e);
        }
    }

    private static List<String> those(List<String> lines, String kind) {
        return lines.stream()
                .filter(line -> line.startsWith(kind))
                .map(line -> line.substring(kind.length()))
                .toList();
    }

    private static Path agent(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(new Attributes.Name("Agent-Class"), RouteLister.class.getName());
        String name = RouteLister.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream in =
                        Objects.requireNonNull(
                                RouteLister.class.getClassLoader().getResourceAsStream(name))) {
            out.putNextEntry(new JarEntry(name));
            in.transferTo(out);
        }
        return jar;
    }

    private static void load(PackagedServer server, Path agent, Path told) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(server.pid()));
            try {
                machine.loadAgent(agent.toString(), told.toString());
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException
                | AgentLoadException
                | AgentInitializationException e) {
            throw new IllegalStateException("The server tells no addresses", e);
        }
    }
}
