package studio.backline.platform.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The process that serves a cluster, by the number that it leaves in its folder. */
record Postmaster(Path cluster) {

    private static final int PATIENCE_SECONDS = 20;

    /** The line of its file that says what it is about, counted from 0. */
    private static final int STATUS_LINE = 7;

    Path file() {
        return cluster.resolve("postmaster.pid");
    }

    /** The process, if it runs and is no other program that was given the number since. */
    Optional<ProcessHandle> running() throws IOException {
        List<String> lines = lines();
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> isPostgres(process.info()));
    }

    /** On a machine of another kind it is the emulator that runs, with the program behind it. */
    private static boolean isPostgres(ProcessHandle.Info info) {
        return info.command().filter(command -> command.contains("postgres")).isPresent()
                || info.arguments()
                        .filter(words -> words.length > 0 && words[0].endsWith("/postgres"))
                        .isPresent();
    }

    /** Whether it says that it lets people in. */
    boolean isReady() throws IOException {
        List<String> lines = lines();
        return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
    }

    /**
     * Ends it and its children without asking; what was committed is brought back by the next
     * start.
     *
     * @return whether it is gone; one that serves another folder is let be
     */
    boolean kill() throws IOException {
        List<String> lines = lines();
        if (lines.size() < 2 || !Path.of(lines.get(1).strip()).equals(cluster)) {
            return running().isEmpty();
        }
        List<ProcessHandle> all =
                running().stream()
                        .flatMap(process -> Stream.concat(Stream.of(process), process.children()))
                        .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture<?>[] ends =
                all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(ends)
                .thenApply(_ -> true)
                .completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file());
        } catch (NoSuchFileException gone) {
            return List.of();
        }
    }
}
