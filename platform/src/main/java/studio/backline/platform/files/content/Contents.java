package studio.backline.platform.files.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.files.ContentStore;
import studio.backline.contract.files.FileRefusedException;
import studio.backline.contract.files.FileRefusedException.Reason;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.NewFile;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.FileEncryption;
import studio.backline.platform.files.store.ContentStores;
import studio.backline.platform.files.type.TypeDetector;

/** Takes content in and gives it out. */
@Component
public class Contents {

    private static final Logger log = LoggerFactory.getLogger(Contents.class);

    private static final int MOST_TRIES = 50;

    private final ContentStores stores;
    private final ContentTable table;
    private final ContentSweep sweep;
    private final FileEncryption encryption;
    private final TypeDetector types;
    private final TransactionTemplate transaction;

    Contents(
            ContentStores stores,
            ContentTable table,
            ContentSweep sweep,
            FileEncryption encryption,
            TypeDetector types,
            PlatformTransactionManager transactions) {
        this.stores = stores;
        this.table = table;
        this.sweep = sweep;
        this.encryption = encryption;
        this.types = types;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Takes content in for the caller's workspace, whole or not at all.
     *
     * @param limits of the house
     * @param name writes down what refers to it, in the transaction in which it counts as there
     * @throws FileRefusedException when it is not what it may be, or there is no room for it
     * @throws IOException when the store or the writer fails
     */
    public Taken take(
            WorkspaceId workspace,
            NewFile file,
            HouseLimits limits,
            Files.Writer writer,
            Consumer<Taken> name)
            throws IOException {
        ContentStore store =
                stores.find(limits.store())
                        .orElseThrow(
                                () ->
                                        new FileRefusedException(
                                                Reason.STORE_AWAY,
                                                0,
                                                0,
                                                "The store '%s' for new files is not there."
                                                        .formatted(limits.store())));
        Content content = new Content(workspace, TimeOrderedUuid.next(), store.id(), 0);
        Allowance allowance = new Allowance(used(), limits.quota());
        allowance.require(file.length().orElse(0));
        try (ContentSweep.Writing _ = sweep.writing(content)) {
            transaction.executeWithoutResult(
                    status -> table.announce(content.id(), content.store()));
            try {
                Arrived arrived = put(store, content, file, allowance, writer);
                Taken taken = land(arrived, limits.quota(), name);
                if (!taken.content().equals(content.id())) {
                    sweep.discard(content);
                }
                return taken;
            } catch (IOException | RuntimeException | Error e) {
                discardAfter(e, content);
                throw e;
            }
        }
    }

    /** What has been written, and not yet found its place. */
    private record Arrived(UUID id, byte[] hash, long size, String type) {}

    private Arrived put(
            ContentStore store,
            Content content,
            NewFile file,
            Allowance allowance,
            Files.Writer writer)
            throws IOException {
        List<Arrived> arrived = new ArrayList<>();
        store.put(
                content.key(),
                out -> {
                    OutputStream sealing =
                            encryption.seal(
                                    content.workspace(), content.id(), new OpenOutputStream(out));
                    try (BackgroundHash hash =
                            new BackgroundHash(encryption.hash(content.workspace()))) {
                        Intake intake = new Intake(sealing, file, hash, allowance);
                        writer.writeTo(intake);
                        String type = types.detect(intake.head(), file.name());
                        requireWelcome(file, type);
                        intake.end();
                        byte[] hashed = hash.finish();
                        arrived.add(new Arrived(content.id(), hashed, intake.count(), type));
                    }
                });
        if (arrived.isEmpty()) {
            throw new IOException(
                    "The store '%s' did not ask for what to put.".formatted(store.id()));
        }
        return arrived.getLast();
    }

    private static void requireWelcome(NewFile file, String type) throws FileRefusedException {
        if (!file.welcomes(type)) {
            throw new FileRefusedException(
                    Reason.TYPE_REFUSED,
                    0,
                    0,
                    "The file is of type %s and may be of %s.".formatted(type, file.types()));
        }
    }

    /**
     * Of two that bring the same at once, the second finds what the first has left; or nothing
     * again, where that has gone meanwhile.
     */
    private Taken land(Arrived arrived, long quota, Consumer<Taken> name) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return landOnce(arrived, quota, name);
            } catch (DuplicateKeyException another) {
                if (tries == MOST_TRIES) {
                    throw another;
                }
                log.debug("Equal content arrived in the same moment.", another);
            }
        }
    }

    private Taken landOnce(Arrived arrived, long quota, Consumer<Taken> name) throws IOException {
        try {
            return Objects.requireNonNull(
                    transaction.execute(
                            status -> {
                                Taken taken =
                                        new Taken(
                                                place(arrived, quota),
                                                arrived.type(),
                                                arrived.size());
                                name.accept(taken);
                                return taken;
                            }));
        } catch (UncheckedIOException refused) {
            throw refused.getCause();
        }
    }

    private UUID place(Arrived arrived, long quota) {
        Optional<UUID> equal = table.lockEqual(arrived.hash());
        if (equal.isPresent()) {
            return equal.get();
        }
        try {
            new Allowance(table.use(arrived.size()), quota).require(arrived.size());
        } catch (FileRefusedException e) {
            throw new UncheckedIOException(e);
        }
        if (!table.arrive(arrived.id(), arrived.hash(), arrived.size())) {
            throw new IllegalStateException("The content was taken away while it arrived.");
        }
        return arrived.id();
    }

    /** What is left of it goes; if that fails too, the next sweep does it. */
    private void discardAfter(Throwable failure, Content content) {
        try {
            sweep.discard(content);
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Bytes that the caller's workspace holds. */
    public long used() {
        return Objects.requireNonNull(transaction.execute(status -> table.used()));
    }

    /** Opens all of it. */
    public InputStream open(Content content) throws IOException {
        InputStream sealed = store(content).open(content.key(), 0, Long.MAX_VALUE);
        try {
            return encryption.open(content.workspace(), content.id(), sealed);
        } catch (RuntimeException | IOException e) {
            sealed.close();
            throw e;
        }
    }

    /** Opens a part, which lies in it. */
    public InputStream open(Content content, long from, long length) throws IOException {
        ContentStore store = store(content);
        return encryption.open(
                content.workspace(),
                content.id(),
                (at, bytes) -> store.open(content.key(), at, bytes),
                content.size(),
                from,
                length);
    }

    private ContentStore store(Content content) throws IOException {
        return stores.find(content.store())
                .orElseThrow(
                        () ->
                                new FileRefusedException(
                                        Reason.STORE_AWAY,
                                        0,
                                        0,
                                        "The store '%s', where the file lies, is not there."
                                                .formatted(content.store())));
    }
}
