package studio.backline.platform.database.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the log of PostgreSQL within bounds. PostgreSQL begins a file anew by itself, by day and by
 * size, but takes none away: of a storm of errors it would write until the disk is full.
 */
final class PostgresLogs {

    /** PostgreSQL turns to a new file when one has so many kilobytes. */
    static final int PART_KILOBYTES = 8 * 1024;

    /** What all files together may have, but for what is written between two looks. */
    static final long MOST_BYTES = 64L * 1024 * 1024;

    /** A server that ends again and again begins a file each time. */
    static final int MOST_FILES = 100;

    static final Duration LONGEST = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(PostgresLogs.class);

    private final Path folder;
    private final Clock clock;
    private final Duration beat;
    private final CountDownLatch over = new CountDownLatch(1);

    private record Part(Path file, long bytes, Instant written) {

        static Part of(Path file, BasicFileAttributes is) {
            return new Part(file, is.size(), is.lastModifiedTime().toInstant());
        }
    }

    PostgresLogs(Path folder, Clock clock, Duration beat) {
        this.folder = folder;
        this.clock = clock;
        this.beat = beat;
    }

    /** From now on it is looked at with each beat. */
    void begin() {
        Thread.ofPlatform().daemon().name("postgres-logs").start(this::run);
    }

    /** From now on it is left as it is. */
    void end() {
        over.countDown();
    }

    private void run() {
        try {
            do {
                look();
            } while (!over.await(beat.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong in one look, there is another one. */
    private void look() {
        try {
            sweep();
        } catch (IOException | RuntimeException e) {
            LOG.warn("What PostgreSQL has logged cannot be cleared away. It is tried again.", e);
        }
    }

    /** Takes the oldest away until the rest is within bounds; never the one that is written. */
    void sweep() throws IOException {
        Instant oldest = clock.instant().minus(LONGEST);
        long bytes = 0;
        int files = 0;
        for (Part part : newestFirst()) {
            bytes += part.bytes();
            files++;
            boolean within =
                    bytes <= MOST_BYTES && files <= MOST_FILES && part.written().isAfter(oldest);
            if (files > 1 && !within) {
                Files.deleteIfExists(part.file());
            }
        }
    }

    private List<Part> newestFirst() throws IOException {
        List<Part> parts = new ArrayList<>();
        try {
            Files.walkFileTree(
                    folder,
                    Set.of(),
                    1,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                            if (is.isRegularFile()) {
                                parts.add(Part.of(file, is));
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (NoSuchFileException e) {
            LOG.debug("PostgreSQL has not logged anything yet", e);
        }
        parts.sort(Comparator.comparing(Part::written).thenComparing(Part::file).reversed());
        return parts;
    }
}
