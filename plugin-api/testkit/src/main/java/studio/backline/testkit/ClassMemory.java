package studio.backline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the classes of a server occupy, asked of its Java machine.
 *
 * @param classes how many are loaded
 * @param kilobytes of metaspace, with what the compilers note of each method that runs
 */
record ClassMemory(long classes, long kilobytes) {

    private static final Pattern CLASSES = Pattern.compile("(\\d+) loaders, (\\d+) classes");
    private static final Pattern USED = Pattern.compile("Metaspace +used (\\d+)K");

    /** What is in use after a collection. */
    static ClassMemory of(PackagedServer server) {
        jcmd(server, "GC.run");
        String answer = jcmd(server, "VM.metaspace");
        return new ClassMemory(number(CLASSES, answer), number(USED, answer));
    }

    private static long number(Pattern pattern, String answer) {
        Matcher found = pattern.matcher(answer);
        if (!found.find()) {
            throw new AssertionError("jcmd tells nothing of metaspace: " + answer);
        }
        return Long.parseLong(found.group(found.groupCount()));
    }

    private static String jcmd(PackagedServer server, String... command) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        line.add(String.valueOf(server.pid()));
        line.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("No jcmd", e);
        }
    }
}
