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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.crypto.Mac;
import org.bouncycastle.crypto.InvalidCipherTextException;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.cipher.Hkdf;

/**
 * One key per workspace, in a file of its own. Destroying it makes all that it sealed unreadable.
 */
public final class WorkspaceKeys {

    /**
     * Stands for the instance itself: what belongs to no workspace is sealed with a key of its own.
     */
    public static final WorkspaceId INSTANCE = new WorkspaceId(new UUID(0, 0));

    private static final String INSTANCE_KEY_ID = "0000000000000000";
    private static final int KEY_BYTES = 32;

    /** For so long a node may go on with a key that another destroyed, if it did not hear of it. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(60);

    private final KeyStore store;
    private final Path folder;
    private final AtomicFile files;
    private final Consumer<WorkspaceKeyEvent> listener;
    private final LoadingCache<WorkspaceId, Optional<Opened>> known;

    /** Counts what was forgotten, so that nothing is kept that was read before. */
    private final AtomicLong forgotten = new AtomicLong();

    /** Over a key store; the listener hears of each key made or destroyed. */
    public WorkspaceKeys(KeyStore store, Consumer<WorkspaceKeyEvent> listener) {
        this(store, listener, new AtomicFile("rw-------"));
    }

    WorkspaceKeys(KeyStore store, Consumer<WorkspaceKeyEvent> listener, AtomicFile files) {
        this.store = store;
        this.folder = store.folder().resolve("workspaces");
        this.files = files;
        this.listener = listener;
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(10_000)
                        .expireAfterWrite(KNOWN_FOR)
                        .build(this::load);
        try {
            AtomicFile.folder(folder);
            AtomicFile.sweep(folder, Instant.now());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the workspace's key where there is none; asked twice, also at once, it makes one. */
    public void create(WorkspaceId workspace) {
        if (isDestroyed(workspace)) {
            throw new IllegalStateException(
                    "The key of workspace %s was destroyed; it gets no other."
                            .formatted(workspace));
        }
        if (Files.exists(file(workspace))) {
            return;
        }
        try {
            files.create(file(workspace), store.wrap(KeyRing.random(workspace.value())));
        } catch (FileAlreadyExistsException e) {
            // Made by another thread or node at the same moment: that one is the key.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        forget();
        listener.accept(new WorkspaceKeyEvent(workspace, WorkspaceKeyEvent.Change.CREATED));
    }

    /** Reads each key's file anew before its next use; another node may have destroyed it. */
    public void forget() {
        forgotten.incrementAndGet();
        known.invalidateAll();
    }

    /**
     * Destroys the workspace's key for ever. Asked twice, or after a crash, it finishes the work.
     */
    public void destroy(WorkspaceId workspace) {
        try {
            byte[] note = (Instant.now() + "\n").getBytes(StandardCharsets.UTF_8);
            files.write(tombstone(workspace), note);
            boolean there = Files.exists(file(workspace));
            if (there) {
                AtomicFile.shred(file(workspace));
            }
            forget();
            if (there) {
                listener.accept(
                        new WorkspaceKeyEvent(workspace, WorkspaceKeyEvent.Change.DESTROYED));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the workspace has a key. */
    public boolean exists(WorkspaceId workspace) {
        return Files.exists(file(workspace)) && !isDestroyed(workspace);
    }

    /**
     * Whether these keys may be those of a database that does not say whose it is: they open the
     * key of one of its workspaces, or destroyed it, or have none to open and are not new.
     *
     * @param workspaces the database's
     */
    public boolean mayBelongTo(Collection<WorkspaceId> workspaces) {
        return workspaces.isEmpty()
                ? !store.isNew()
                : workspaces.stream().anyMatch(each -> isDestroyed(each) || opens(each));
    }

    private boolean opens(WorkspaceId workspace) {
        try {
            store.unwrap(workspace.value(), Files.readAllBytes(file(workspace)));
            return true;
        } catch (InvalidCipherTextException | NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the workspace had a key that was destroyed: what it sealed is meant to stay shut. */
    public boolean isGone(WorkspaceId workspace) {
        return isDestroyed(workspace);
    }

    boolean isDestroyed(WorkspaceId workspace) {
        return Files.exists(tombstone(workspace));
    }

    Optional<Opened> find(WorkspaceId workspace) {
        long before = forgotten.get();
        Optional<Opened> opened = known.get(workspace);
        if (opened.isEmpty() || forgotten.get() != before) {
            // Only what was found is remembered: the key may be made the next moment. And what was
            // read while a key was destroyed may be what that one was.
            known.invalidate(workspace);
        }
        return opened;
    }

    Opened require(WorkspaceId workspace) {
        return find(workspace)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "Workspace %s has no key%s."
                                                .formatted(
                                                        workspace,
                                                        isDestroyed(workspace)
                                                                ? ": it was destroyed"
                                                                : " in " + folder)));
    }

    private Optional<Opened> load(WorkspaceId workspace) {
        if (workspace.equals(INSTANCE)) {
            return Optional.of(new Opened(ofInstance()));
        }
        if (isDestroyed(workspace)) {
            return Optional.empty();
        }
        try {
            byte[] file = Files.readAllBytes(file(workspace));
            return Optional.of(new Opened(store.unwrap(workspace.value(), file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException(
                    "The key file '%s' is damaged or another's. Put it back from your copy."
                            .formatted(file(workspace)),
                    e);
        }
    }

    private KeyRing ofInstance() {
        KeyRing.Key key =
                new KeyRing.Key(INSTANCE_KEY_ID, store.secret("instance-fields", KEY_BYTES));
        return new KeyRing(
                INSTANCE.value(), List.of(key), store.secret("instance-index", KEY_BYTES));
    }

    private Path file(WorkspaceId workspace) {
        return folder.resolve(workspace + ".keys");
    }

    private Path tombstone(WorkspaceId workspace) {
        return folder.resolve(workspace + ".destroyed");
    }

    /** A workspace's keys in memory, with what was derived from them. */
    static final class Opened {

        private final KeyRing ring;
        private final Map<String, byte[]> derived = new ConcurrentHashMap<>();
        private final Map<String, Mac> indexes = new ConcurrentHashMap<>();

        Opened(KeyRing ring) {
            this.ring = ring;
        }

        KeyRing.Key primary() {
            return ring.primary();
        }

        Optional<KeyRing.Key> find(String id) {
            return ring.find(id);
        }

        byte[] key(KeyRing.Key key, Purpose purpose) {
            return derived.computeIfAbsent(
                    key.id() + ' ' + purpose.id(),
                    name -> Hkdf.derive(key.bytes(), "backline " + purpose.id()));
        }

        Mac index(String field) {
            return indexes.computeIfAbsent(
                    field,
                    name ->
                            Hmac.keyed(
                                    Hkdf.derive(
                                            ring.index(),
                                            "backline " + Purpose.BLIND_INDEX.id() + ' ' + name)));
        }
    }
}
