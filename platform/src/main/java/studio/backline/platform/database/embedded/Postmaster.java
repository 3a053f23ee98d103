package studio.backline.platform.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The process that serves a cluster, by the number that it leaves in its folder. */
record Postmaster(Path cluster) {

    private static final int PATIENCE_SECONDS = 20;

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
                .filter(
                        process ->
                                process.info()
                                        .command()
                                        .filter(command -> command.contains("postgres"))
                                        .isPresent());
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
        return Files.exists(file()) ? Files.readAllLines(file()) : List.of();
    }
}
