package studio.backline.server.scripts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A shell script of this repository, run on a made-up machine: a folder with home, bin and more.
 */
final class Script {

    private final Path machine;
    private final Path file;
    private final Map<String, String> environment = new TreeMap<>();

    private Script(Path machine, Path file) {
        this.machine = machine;
        this.file = file;
        environment.put("PATH", machine.resolve("bin") + ":" + machine.resolve("tools"));
        environment.put("HOME", machine.resolve("home").toString());
        environment.put("MVNW_JDK_FOLDERS", "");
        environment.put("BACKLINE_JAVA_FOLDERS", "");
    }

    static Script copyOf(String path, Path machine) throws IOException {
        Path root = Path.of(System.getProperty("backline.root"));
        Path copy = machine.resolve(path);
        Files.createDirectories(copy.getParent());
        Files.copy(root.resolve(path), copy, StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(machine.resolve("home"));
        Files.createDirectories(machine.resolve("bin"));
        Files.createDirectories(machine.resolve("tools"));
        for (String tool : TOOLS) {
            link(tool, machine.resolve("tools"));
        }
        return new Script(machine, copy);
    }

    /** What every system has; nothing of Java or Maven. */
    private static final List<String> TOOLS =
            List.of(
                    "sh",
                    "dirname",
                    "readlink",
                    "grep",
                    "uname",
                    "sed",
                    "head",
                    "awk",
                    "cp",
                    "cut",
                    "mkdir",
                    "mktemp",
                    "rm",
                    "mv",
                    "tar",
                    "gzip",
                    "sha512sum",
                    "shasum");

    /** By what the machine's locale says of itself, and the system: what Java is to be given. */
    static final Map<String, String> LOCALES_TO_BE_GIVEN =
            Map.of(
                    "Linux ANSI_X3.4-1968", "C.UTF-8",
                    "Linux ISO-8859-1", "C.UTF-8",
                    "Linux UTF-8", "",
                    "Linux nothing", "C.UTF-8",
                    "Linux nothing, LANG de_DE.utf8", "",
                    "Darwin US-ASCII", "");

    /** What Java is given on each of those machines; it prints that as {@code LOCALE=}. */
    static Map<String, String> localesGivenBy(Script script, Path machine, String argument)
            throws Exception {
        Map<String, String> given = new TreeMap<>();
        for (String each : LOCALES_TO_BE_GIVEN.keySet()) {
            String[] words = each.split("[ ,]+", -1);
            executable(machine.resolve("bin/uname"), "#!/bin/sh\necho %s\n".formatted(words[0]));
            executable(
                    machine.resolve("bin/locale"),
                    words[1].equals("nothing")
                            ? "#!/bin/sh\nexit 127\n"
                            : "#!/bin/sh\necho %s\n".formatted(words[1]));
            script.with("LANG", words.length > 2 ? words[3] : "");
            given.put(
                    each,
                    script.run(argument)
                            .out()
                            .lines()
                            .filter(line -> line.startsWith("LOCALE="))
                            .map(line -> line.substring("LOCALE=".length()))
                            .findFirst()
                            .orElseThrow());
        }
        return given;
    }

    private static void link(String tool, Path folder) throws IOException {
        for (String place : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
            Path real = Path.of(place, tool);
            if (Files.isExecutable(real)) {
                executable(folder.resolve(tool), "#!/bin/sh\nexec %s \"$@\"\n".formatted(real));
                return;
            }
        }
    }

    static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Script with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    void replace(String pattern, String replacement) throws IOException {
        Files.writeString(file, Files.readString(file).replaceAll(pattern, replacement));
    }

    /** How it ended. */
    record Result(long pid, int code, String out, String err) {}

    Result run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(Arrays.asList(arguments));
        Path out = machine.resolve("out.txt");
        Path err = machine.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(machine.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("The script does not end.");
        }
        return new Result(
                process.pid(), process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
