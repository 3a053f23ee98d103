package studio.backline.platform.pluginhost.unload;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Virtual threads, which only the machine's own account lists. It is written to a file: there may
 * be a million of them, and it tells their names and frames, but nothing of their data.
 */
final class VirtualThreads {

    private static final Logger log = LoggerFactory.getLogger(VirtualThreads.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private VirtualThreads() {}

    /** Those that run a class of this loader; what cannot be read is not told. */
    static List<String> running(ClassLoader loader) {
        try {
            Path folder = Files.createTempDirectory("backline-threads");
            Path file = folder.resolve("threads.json");
            try {
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                                "dumpThreads",
                                new Object[] {file.toString(), "JSON"},
                                new String[] {String.class.getName(), String.class.getName()});
                return read(file, loader.getName() + "/");
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (JMException | IOException | RuntimeException unknown) {
            log.debug("This Java machine does not list its virtual threads.", unknown);
            return List.of();
        }
    }

    private static List<String> read(Path file, String ofLoader) {
        List<String> found = new ArrayList<>();
        try (JsonParser account = JSON.createParser(file)) {
            String key = "";
            String name = "";
            boolean told = false;
            for (JsonToken next = account.nextToken(); next != null; next = account.nextToken()) {
                if (next == JsonToken.PROPERTY_NAME) {
                    key = account.getString();
                    told = told && !key.equals("name");
                    continue;
                }
                if (next != JsonToken.VALUE_STRING) {
                    continue;
                }
                String value = account.getString();
                if (key.equals("name")) {
                    name = value;
                }
                if (key.equals("stack") && !told && value.startsWith(ofLoader)) {
                    found.add(
                            "virtual thread '%s' (it runs %s)"
                                    .formatted(name, type(value.substring(ofLoader.length()))));
                    told = true;
                }
            }
        }
        return found;
    }

    /** Of a frame behind its loader: a module, a slash, a class, a method and where it is. */
    private static String type(String frame) {
        String method = frame.substring(frame.indexOf('/') + 1).replaceFirst("\\(.*", "");
        return method.substring(0, Math.max(0, method.lastIndexOf('.')));
    }
}
