package studio.backline.platform.database.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import studio.backline.platform.database.DatabaseFailureException;

/**
 * Runs initdb and pg_ctl. PostgreSQL refuses to run as root, so root runs it in a user namespace.
 */
final class PostgresCommands {

    private static final int LIMIT_SECONDS = 120;
    private static final int TAIL_LINES = 12;

    private static final List<String> LEADS_ELSEWHERE =
            List.of("redirecting log output", "Future log output");
    private static final String BEGINS = "starting PostgreSQL";

    private final PostgresBinaries binaries;
    private final Path folder;
    private final boolean root;

    PostgresCommands(PostgresBinaries binaries, Path folder) throws IOException {
        this.binaries = binaries;
        this.folder = folder;
        this.root = "root".equals(Files.getOwner(folder).getName()) && runsAsRoot();
    }

    /**
     * Runs a program to its end and says whether it succeeded; its words are in the output file.
     */
    boolean run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (root) {
            command.add("unshare");
            command.add("-U");
        }
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toFile());
        // Neither a locale of the machine nor settings meant for another client reach the server.
        builder.environment().keySet().removeIf(n -> n.startsWith("LC_") || n.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.redirectErrorStream(true).redirectOutput(output().toFile());
        Process process = start(builder);
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            refuseRootWithoutNamespace();
            return process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IOException("Interrupted while %s ran.".formatted(program), e);
        }
    }

    /** The last words of the programs and of the server's log. */
    String lastWords() throws IOException {
        StringBuilder words = new StringBuilder();
        for (Path file : List.of(output(), log())) {
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                int from = Math.max(0, lines.size() - TAIL_LINES);
                lines.subList(from, lines.size()).forEach(l -> words.append(l).append('\n'));
            }
        }
        return words.toString();
    }

    /**
     * What the server has said of the start that failed, beginning where that start begins; what
     * pg_ctl says around it helps nobody.
     */
    List<String> wordsOfStart() throws IOException {
        List<String> words = new ArrayList<>();
        if (Files.exists(log())) {
            words.addAll(Files.readAllLines(log()));
            words.removeIf(line -> LEADS_ELSEWHERE.stream().anyMatch(line::contains));
        }
        Optional<Path> collected = lastCollected();
        if (collected.isPresent() && words.isEmpty()) {
            List<String> lines = Files.readAllLines(collected.get());
            int from = lines.size() - 1;
            while (from > 0 && !lines.get(from).contains(BEGINS)) {
                from--;
            }
            words.addAll(lines.subList(Math.max(from, 0), lines.size()));
        }
        if (words.isEmpty()) {
            words.addAll(lastWords().lines().toList());
        }
        return words.subList(Math.max(0, words.size() - TAIL_LINES), words.size());
    }

    /** What a server writes that has come as far as to its own log. */
    private Optional<Path> lastCollected() throws IOException {
        Path logs = folder.resolve("log");
        if (!Files.isDirectory(logs)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(logs)) {
            return all.max(Comparator.comparingLong(file -> file.toFile().lastModified()));
        }
    }

    Path log() {
        return folder.resolve("start.log");
    }

    /**
     * Within a container root may mostly not make a user namespace; unshare says so, in one line.
     */
    private void refuseRootWithoutNamespace() throws IOException {
        if (root && Files.readString(output()).startsWith("unshare: ")) {
            throw new DatabaseFailureException(
                    "PostgreSQL does not run as root, and root may make no user namespace here.",
                    "Run Backline as an ordinary user.",
                    null);
        }
    }

    private Path output() {
        return folder.resolve("command.log");
    }

    private Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            // Its cause would be the file for its words, which a full disk refuses.
            if (root && !(e.getCause() instanceof FileNotFoundException)) {
                throw new DatabaseFailureException(
                        "PostgreSQL does not run as root, and 'unshare' is not here to help.",
                        "Run Backline as an ordinary user, or install util-linux.",
                        e);
            }
            throw e;
        }
    }

    private static boolean runsAsRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
