package studio.backline.platform.files.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.files.ContentStore;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.FileEncryption;
import studio.backline.platform.files.store.ContentStores;

/**
 * Seals contents anew under the key that seals now: into new content, which takes the place of the
 * former in one transaction. Whoever has the former one open reads it to its end; the sweep deletes
 * it later.
 */
@Component
public class ContentReseal {

    private final ContentStores stores;
    private final ContentTable table;
    private final ContentSweep sweep;
    private final Contents contents;
    private final FileEncryption encryption;
    private final TransactionTemplate transaction;

    ContentReseal(
            ContentStores stores,
            ContentTable table,
            ContentSweep sweep,
            Contents contents,
            FileEncryption encryption,
            PlatformTransactionManager transactions) {
        this.stores = stores;
        this.table = table;
        this.sweep = sweep;
        this.contents = contents;
        this.encryption = encryption;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Contents of the caller's workspace, after this one by their ids. */
    public List<Content> after(WorkspaceId workspace, UUID id, int most) {
        return Objects.requireNonNull(
                transaction.execute(
                        status -> {
                            table.forgetDrawnFromReplaced();
                            return table.after(workspace, id, most);
                        }));
    }

    /**
     * Under which key it is sealed, by its id; empty where its store is not there.
     *
     * @throws IOException when it cannot be read
     */
    public Optional<String> keyId(Content content) throws IOException {
        Optional<ContentStore> store = stores.find(content.store());
        if (store.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream head = store.get().open(content.key(), 0, 1 << 10)) {
            Optional<String> key = FileEncryption.keyId(head);
            if (key.isEmpty()) {
                throw new IOException("The content %s is not sealed.".formatted(content.id()));
            }
            return key;
        }
    }

    /**
     * Seals it anew, where it is still there.
     *
     * @throws IOException when it cannot be read or written; it is as it was then
     */
    public void sealAgain(Content former) throws IOException {
        ContentStore store = stores.find(former.store()).orElseThrow();
        Content again =
                new Content(
                        former.workspace(), TimeOrderedUuid.next(), former.store(), former.size());
        try (ContentSweep.Writing _ = sweep.writing(again)) {
            transaction.executeWithoutResult(status -> table.announce(again.id(), again.store()));
            boolean replaced = false;
            try {
                store.put(again.key(), out -> copy(former, again, out));
                replaced =
                        Boolean.TRUE.equals(
                                transaction.execute(status -> table.replace(former, again.id())));
            } finally {
                if (!replaced) {
                    sweep.discard(again);
                }
            }
        }
    }

    private void copy(Content former, Content again, OutputStream out) throws IOException {
        try (InputStream plain = contents.open(former);
                OutputStream sealing =
                        encryption.seal(again.workspace(), again.id(), new OpenOutputStream(out))) {
            plain.transferTo(sealing);
        }
    }
}
