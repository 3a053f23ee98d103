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
 * @param classes how many are loaded, without those that the Java machine makes for method handles
 *     as they become hot: they belong to no loader of ours, come by the hundred while a server
 *     warms up, and go again
 * @param kilobytes of metaspace, with what the compilers note of each method that runs
 */
record ClassMemory(long classes, long kilobytes) {

    private static final Pattern CLASS = Pattern.compile("^0x.*", Pattern.MULTILINE);
    private static final String OF_METHOD_HANDLES = "java.lang.invoke.LambdaForm$";
    private static final Pattern USED = Pattern.compile("Metaspace +used (\\d+)K");

    /** What is in use after a collection. */
    static ClassMemory of(PackagedServer server) {
        jcmd(server, "GC.run");
        return new ClassMemory(
                classes(jcmd(server, "VM.classes")), used(jcmd(server, "VM.metaspace")));
    }

    private static long classes(String answer) {
        long classes =
                CLASS.matcher(answer)
                        .results()
                        .filter(line -> !line.group().contains(OF_METHOD_HANDLES))
                        .count();
        if (classes == 0) {
            throw new AssertionError("jcmd lists no classes: " + answer);
        }
        return classes;
    }

    private static long used(String answer) {
        Matcher found = USED.matcher(answer);
        if (!found.find()) {
            throw new AssertionError("jcmd tells nothing of metaspace: " + answer);
        }
        return Long.parseLong(found.group(1));
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
