package studio.backline.platform.files.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.files.ContentStore;
import studio.backline.platform.files.store.ContentStores;

/**
 * Deletes content that nothing refers to. The row goes last: what is on record and not there is
 * found by whoever sweeps, and what is there is on record.
 */
@Component
public class ContentSweep {

    private static final Logger log = LoggerFactory.getLogger(ContentSweep.class);

    private final ContentStores stores;
    private final ContentTable table;
    private final TransactionTemplate transaction;
    private final Set<UUID> written = ConcurrentHashMap.newKeySet();

    ContentSweep(
            ContentStores stores, ContentTable table, PlatformTransactionManager transactions) {
        this.stores = stores;
        this.table = table;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Until it is closed, no sweep takes the content for what was left over. */
    Writing writing(Content content) {
        written.add(content.id());
        return () -> written.remove(content.id());
    }

    /**
     * Deletes content of the caller's workspace if nothing refers to it, with what was drawn from
     * it.
     *
     * @throws UncheckedIOException when its store cannot; it stays on record, and is tried again
     */
    public void release(Content content) {
        for (Content each : Objects.requireNonNull(transaction.execute(_ -> released(content)))) {
            try {
                discard(each);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The file's content %s cannot be deleted.".formatted(each.id()), e);
            }
        }
    }

    private List<Content> released(Content content) {
        List<Content> drawn = table.drawnFrom(content);
        if (!table.release(content.workspace(), content.id())) {
            return List.of();
        }
        return Stream.concat(Stream.of(content), drawn.stream().filter(table::isHeld)).toList();
    }

    /** Deletes what is not whole, or has been released. */
    void discard(Content content) throws IOException {
        Optional<ContentStore> store = stores.find(content.store());
        if (store.isEmpty()) {
            throw new IOException("The store '%s' is not there.".formatted(content.store()));
        }
        store.get().delete(content.key());
        transaction.executeWithoutResult(status -> table.forget(content));
    }

    /**
     * Deletes all that nothing refers to, in all workspaces, and what this node had not finished
     * when it was killed. What cannot be deleted now stays on record.
     *
     * @return how much stays
     */
    public long sweep() {
        transaction.executeWithoutResult(status -> table.releaseAll());
        List<Content> left =
                held().stream().filter(content -> !written.contains(content.id())).toList();
        // What has landed between the two is held no longer, and what has not is being written.
        Set<Content> held = Set.copyOf(held());
        return left.stream().filter(held::contains).filter(content -> !goes(content)).count();
    }

    private List<Content> held() {
        return Objects.requireNonNull(transaction.execute(status -> table.held()));
    }

    private boolean goes(Content content) {
        try {
            discard(content);
            return true;
        } catch (IOException | RuntimeException e) {
            log.warn(
                    "Content {}, which nobody needs, stays in the store '{}' for now.",
                    content.id(),
                    content.store(),
                    e);
            return false;
        }
    }

    /** Content that is being written. */
    @FunctionalInterface
    interface Writing extends AutoCloseable {

        @Override
        void close();
    }
}
