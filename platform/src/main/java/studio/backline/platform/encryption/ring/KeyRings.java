package studio.backline.platform.encryption.ring;

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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.jspecify.annotations.Nullable;
import studio.backline.platform.encryption.disk.AtomicFile;
import studio.backline.platform.encryption.disk.FolderTurn;

/**
 * The key rings of one kind of owner, each in a file of its own; a tombstone stands for each that
 * was destroyed.
 */
public final class KeyRings {

    /** For so long a node may go on with a key that another destroyed, if it did not hear of it. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(60);

    private static final Pattern FILE =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.keys");

    private final InstanceKeys instance;
    private final Path keys;
    private final Path folder;
    private final AtomicFile files = new AtomicFile("rw-------");
    private final LoadingCache<UUID, Optional<OpenedRing>> known;

    /** Counts what was forgotten, so that nothing is kept that was read before. */
    private final AtomicLong forgotten = new AtomicLong();

    /** Whose ring lies elsewhere; nobody, mostly. */
    private final Optional<Apart> apart;

    /**
     * An owner whose ring lies in a file apart.
     *
     * @param before what it is until that file is there
     * @param moved called once it is
     */
    public record Apart(UUID owner, Path file, Supplier<KeyRing> before, Runnable moved) {}

    /** In a folder of the keys'. */
    public KeyRings(InstanceKeys instance, Path keys, String folder, Optional<Apart> apart) {
        this.instance = instance;
        this.keys = keys;
        this.folder = keys.resolve(folder);
        this.apart = apart;
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
    public boolean create(UUID owner) {
        if (isDestroyed(owner)) {
            throw new IllegalStateException(
                    "The key of %s was destroyed; it gets no other.".formatted(owner));
        }
        if (Files.exists(file(owner))) {
            return false;
        }
        try (FolderTurn _ = FolderTurn.take(keys)) {
            instance.readAgain();
            files.create(file(owner), instance.wrap(KeyRing.random(owner)));
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
    public void forget() {
        forgotten.incrementAndGet();
        known.invalidateAll();
    }

    /**
     * Destroys an owner's keys for ever. Asked twice, or after a crash, it finishes the work.
     *
     * @return whether there was something left to destroy
     */
    public boolean destroy(UUID owner) {
        try (FolderTurn _ = FolderTurn.take(keys)) {
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

    /** Whether an owner has keys. */
    public boolean exists(UUID owner) {
        return Files.exists(file(owner)) && !isDestroyed(owner);
    }

    /** Whether there is a ring of this owner that these keys open. */
    public boolean opens(UUID owner) {
        try {
            instance.unwrap(owner, AtomicFile.read(file(owner)));
            return true;
        } catch (InvalidCipherTextException | NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an owner had keys that were destroyed. */
    public boolean isDestroyed(UUID owner) {
        return Files.exists(tombstone(owner));
    }

    /** An owner's keys; empty where there are none, or none any more. */
    public Optional<OpenedRing> find(UUID owner) {
        long before = forgotten.get();
        Optional<OpenedRing> opened = known.get(owner);
        if (opened.isEmpty() || forgotten.get() != before) {
            // Only what was found is remembered: the key may be made the next moment. And what was
            // read while a key was destroyed may be what that one was.
            known.invalidate(owner);
        }
        return opened;
    }

    /** The same, read again where it does not know the key of an envelope. */
    public Optional<OpenedRing> find(UUID owner, byte[] envelope) {
        Optional<OpenedRing> opened = find(owner);
        if (opened.isPresent() && !opened.get().has(envelope)) {
            // Another node may have rotated it this moment.
            known.invalidate(owner);
            return find(owner);
        }
        return opened;
    }

    /** The same for whoever knows the key by its id. */
    public Optional<OpenedRing> find(UUID owner, String keyId) {
        Optional<OpenedRing> opened = find(owner);
        if (opened.isPresent() && opened.get().find(keyId).isEmpty()) {
            // Another node may have rotated it this moment.
            known.invalidate(owner);
            return find(owner);
        }
        return opened;
    }

    /** All who have a ring that is not destroyed, in the order of their ids. */
    public List<UUID> owners() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> FILE.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .map(name -> UUID.fromString(name.group(1)))
                    .filter(owner -> !isDestroyed(owner))
                    .filter(owner -> file(owner).equals(fileHere(owner)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An owner's ring as it lies there now; empty where there is none. */
    public Optional<KeyRing> ring(UUID owner) {
        return isDestroyed(owner) ? Optional.empty() : Optional.ofNullable(read(owner));
    }

    /**
     * Changes an owner's ring, and wraps it under the newest of the instance's keys.
     *
     * @throws IllegalStateException where there is none, or the change is not allowed
     */
    public void change(UUID owner, UnaryOperator<KeyRing> change) {
        try (FolderTurn _ = FolderTurn.take(keys)) {
            instance.readAgain();
            KeyRing former =
                    ring(owner)
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "There are no keys of %s.".formatted(owner)));
            byte[] content = instance.wrap(change.apply(former));
            if (Files.exists(file(owner))) {
                files.replace(file(owner), content);
            } else {
                files.create(file(owner), content);
                apart.ifPresent(each -> each.moved().run());
            }
            forget();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<OpenedRing> load(UUID owner) {
        if (isDestroyed(owner)) {
            return Optional.empty();
        }
        return Optional.ofNullable(read(owner)).map(OpenedRing::new);
    }

    private @Nullable KeyRing read(UUID owner) {
        try {
            return instance.unwrap(owner, AtomicFile.read(file(owner)));
        } catch (NoSuchFileException e) {
            return apart.filter(each -> each.owner().equals(owner)).map(this::apart).orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException(
                    "The key file '%s' is damaged or another's. Put it back from your copy."
                            .formatted(file(owner)),
                    e);
        }
    }

    private KeyRing apart(Apart owner) {
        try (FolderTurn _ = FolderTurn.take(keys)) {
            // It may have moved there this moment, and then nothing is left of what it was.
            return Files.exists(owner.file())
                    ? instance.unwrap(owner.owner(), AtomicFile.read(owner.file()))
                    : owner.before().get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidCipherTextException e) {
            throw InstanceKeys.damaged(owner.file(), e);
        }
    }

    /** Where they lie. */
    public Path folder() {
        return folder;
    }

    private Path file(UUID owner) {
        return apart.filter(each -> each.owner().equals(owner))
                .map(Apart::file)
                .orElseGet(() -> fileHere(owner));
    }

    private Path fileHere(UUID owner) {
        return folder.resolve(owner + ".keys");
    }

    private Path tombstone(UUID owner) {
        return folder.resolve(owner + ".destroyed");
    }
}
