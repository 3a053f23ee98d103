package studio.backline.distribution.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import studio.backline.testkit.PackagedServer;

/** What lives in the memory of a server, asked of its Java machine. */
public final class Heap {

    private static final String LOADER =
            "studio.backline.platform.pluginhost.loading.PluginClassLoader";
    private static final String PLUGINS = "studio.backline.plugins.";

    private Heap() {}

    /** Class loaders of plugins, and objects of their classes, after a collection. */
    public static List<String> ofPlugins(PackagedServer server) {
        return histogram(server.pid())
                .lines()
                .map(String::strip)
                .filter(line -> line.endsWith(LOADER) || line.contains(PLUGINS))
                .limit(12)
                .toList();
    }

    private static String histogram(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process =
                    new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "GC.class_histogram")
                            .redirectErrorStream(true)
                            .start();
            String answer =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.contains("java.lang.String")) {
                throw new AssertionError("jcmd gives no histogram: " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("No histogram", e);
        }
    }
}
