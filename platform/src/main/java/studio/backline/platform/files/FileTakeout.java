package studio.backline.platform.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.files.FileId;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.files.content.Contents;

/**
 * Files of the caller's workspace for whoever takes its data out, whichever plugin has them and
 * whether it runs or not: all of them, or those that rows name which are taken out.
 */
@Component
public class FileTakeout {

    private static final UUID FIRST = new UUID(0, 0);
    private static final int AT_ONCE = 500;

    private final FileTable table;
    private final Contents contents;
    private final TransactionTemplate transaction;

    FileTakeout(FileTable table, Contents contents, PlatformTransactionManager transactions) {
        this.table = table;
        this.contents = contents;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Hands over each file in the order of ids. No transaction is open meanwhile, so that it may
     * take as long as it takes; what comes or goes meanwhile may be among them or not.
     *
     * @return how many there were
     */
    public long each(Recipient recipient) throws IOException {
        long count = 0;
        List<FileTable.Row> rows = after(FIRST);
        while (!rows.isEmpty()) {
            for (FileTable.Row row : rows) {
                hand(row, recipient);
                count++;
            }
            rows = after(rows.getLast().file().id().value());
        }
        return count;
    }

    /** Hands over one file; whether there is such a one. */
    public boolean one(FileId id, Recipient recipient) throws IOException {
        Optional<FileTable.Row> row = in(() -> table.find(id));
        if (row.isPresent()) {
            hand(row.get(), recipient);
        }
        return row.isPresent();
    }

    private void hand(FileTable.Row row, Recipient recipient) throws IOException {
        try (InputStream content = contents.open(row.content())) {
            recipient.receive(PluginId.ofSchema(row.role()), row.file(), content);
        }
    }

    private List<FileTable.Row> after(UUID id) {
        return in(() -> table.after(id, AT_ONCE));
    }

    private <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    /** Takes files. */
    @FunctionalInterface
    public interface Recipient {

        /**
         * Takes one.
         *
         * @param plugin whose it is
         * @param content from its beginning; closed by whoever hands it over
         */
        void receive(PluginId plugin, StoredFile file, InputStream content) throws IOException;
    }
}
