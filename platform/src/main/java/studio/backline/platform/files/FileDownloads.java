package studio.backline.platform.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.files.FileId;
import studio.backline.contract.files.ImageSize;
import studio.backline.contract.files.StoredFile;
import studio.backline.platform.files.content.Content;
import studio.backline.platform.files.content.Contents;
import studio.backline.platform.files.type.SafeTypes;

/** Files as a browser asks for them, by their address. */
@Component
public class FileDownloads {

    private final FileTable table;
    private final FileDesk desk;
    private final Contents contents;
    private final TransactionTemplate transaction;

    FileDownloads(
            FileTable table,
            FileDesk desk,
            Contents contents,
            PlatformTransactionManager transactions) {
        this.table = table;
        this.desk = desk;
        this.contents = contents;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * A file of the caller's workspace; empty also where its plugin does not let the caller.
     *
     * @param size of an image; one that is no larger is found itself
     */
    public Optional<Download> find(FileId id, Optional<ImageSize> size) {
        return in(() -> table.find(id))
                .filter(row -> desk.mayOpen(row.role(), id))
                .map(row -> size.flatMap(one -> in(() -> table.smaller(row, one))).orElse(row))
                .map(row -> new Download(row.file(), row.content(), contents));
    }

    private Optional<FileTable.Row> in(Supplier<Optional<FileTable.Row>> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    /** A file that may be opened. */
    public static final class Download {

        private final StoredFile file;
        private final Content content;
        private final Contents contents;

        Download(StoredFile file, Content content, Contents contents) {
            this.file = file;
            this.content = content;
            this.contents = contents;
        }

        /** What is known of it. */
        public StoredFile file() {
            return file;
        }

        /** The same as long as the content is. */
        public String tag() {
            return content.id().toString();
        }

        /** Whether a browser may show it in place. */
        public boolean isShown() {
            return SafeTypes.isShown(file.type());
        }

        /** Opens a part that lies in it. */
        public InputStream open(long from, long length) throws IOException {
            return contents.open(content, from, length);
        }
    }
}
