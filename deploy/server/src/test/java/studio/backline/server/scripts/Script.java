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
