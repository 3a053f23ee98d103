package studio.backline.platform.encryption;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.jspecify.annotations.Nullable;
import studio.backline.platform.encryption.disk.AtomicFile;
import studio.backline.platform.encryption.ring.KeyRing;

/**
 * The key rings of one kind of owner, each in a file of its own; a tombstone stands for each that
 * was destroyed.
 */
final class KeyRings {

    /** For so long a node may go on with a key that another destroyed, if it did not hear of it. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(60);

    private final KeyStore store;
    private final Path folder;
    private final AtomicFile files;
    private final LoadingCache<UUID, Optional<OpenedRing>> known;

    /** Counts what was forgotten, so that nothing is kept that was read before. */
    private final AtomicLong forgotten = new AtomicLong();

    /** Of owners whose ring lies elsewhere. */
    private final Function<UUID, @Nullable KeyRing> elsewhere;

    /**
     * In a folder of the key store's.
     *
     * @param elsewhere the ring of an owner whose ring is in no file of this folder, whatever lies
     *     there under their name; null for all others
     */
    KeyRings(
            KeyStore store,
            String folder,
            AtomicFile files,
            Function<UUID, @Nullable KeyRing> elsewhere) {
        this.store = store;
        this.elsewhere = elsewhere;
        this.folder = store.folder().resolve(folder);
        this.files = files;
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(10_000)
                        .expireAfterWrite(KNOWN_FOR)
                        .build(this::load);
        try {
            AtomicFile.folder(this.folder);
            AtomicFile.sweep(this.folder, Instant.now());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes an owner's keys where there are none; asked twice, also at once, it makes one ring.
     *
     * @return whether this call made it
     * @throws IllegalStateException when it was destroyed
     */
    boolean create(UUID owner) {
        if (isDestroyed(owner)) {
            throw new IllegalStateException(
                    "The key of %s was destroyed; it gets no other.".formatted(owner));
        }
        if (Files.exists(file(owner))) {
            return false;
        }
        try {
            files.create(file(owner), store.wrap(KeyRing.random(owner)));
        } catch (FileAlreadyExistsException e) {
            // Made by another thread or node at the same moment: that one is the ring.
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        forget();
        return true;
    }

    /** Reads each file anew before its next use; another node may have changed it. */
    void forget() {
        forgotten.incrementAndGet();
        known.invalidateAll();
    }

    /**
     * Destroys an owner's keys for ever. Asked twice, or after a crash, it finishes the work.
     *
     * @return whether there was something left to destroy
     */
    boolean destroy(UUID owner) {
        try {
            byte[] note = (Instant.now() + "\n").getBytes(StandardCharsets.UTF_8);
            files.write(tombstone(owner), note);
            boolean there = Files.exists(file(owner));
            if (there) {
                AtomicFile.shred(file(owner));
            }
            forget();
            return there;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean exists(UUID owner) {
        return Files.exists(file(owner)) && !isDestroyed(owner);
    }

    /** Whether there is a ring of this owner that these keys open. */
    boolean opens(UUID owner) {
        try {
            store.unwrap(owner, Files.readAllBytes(file(owner)));
            return true;
        } catch (InvalidCipherTextException | NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isDestroyed(UUID owner) {
        return Files.exists(tombstone(owner));
    }

    Optional<OpenedRing> find(UUID owner) {
        long before = forgotten.get();
        Optional<OpenedRing> opened = known.get(owner);
        if (opened.isEmpty() || forgotten.get() != before) {
            // Only what was found is remembered: the key may be made the next moment. And what was
            // read while a key was destroyed may be what that one was.
            known.invalidate(owner);
        }
        return opened;
    }

    private Optional<OpenedRing> load(UUID owner) {
        KeyRing given = elsewhere.apply(owner);
        if (given != null) {
            return Optional.of(new OpenedRing(given));
        }
        if (isDestroyed(owner)) {
            return Optional.empty();
        }
        return Optional.ofNullable(read(owner)).map(OpenedRing::new);
    }

    private @Nullable KeyRing read(UUID owner) {
        try {
            return store.unwrap(owner, Files.readAllBytes(file(owner)));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException(
                    "The key file '%s' is damaged or another's. Put it back from your copy."
                            .formatted(file(owner)),
                    e);
        }
    }

    Path folder() {
        return folder;
    }

    private Path file(UUID owner) {
        return folder.resolve(owner + ".keys");
    }

    private Path tombstone(UUID owner) {
        return folder.resolve(owner + ".destroyed");
    }
}
