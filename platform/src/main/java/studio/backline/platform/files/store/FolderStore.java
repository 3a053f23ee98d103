package studio.backline.platform.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.commons.io.input.BoundedInputStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import studio.backline.contract.files.ContentStore;

/**
 * The folder with the sealed content: {@code files/<workspace>/<two digits>/<id>}. Content appears
 * under its name only when it is whole and on the disk.
 */
@Component
public class FolderStore implements ContentStore {

    /** Its name in the rows. */
    public static final String ID = "folder";

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*");

    private final Path root;
    private final DraftFolder drafts;
    private final FolderRoom room;

    @Autowired
    FolderStore(@Value("${backline.data:./data}") Path data) {
        this(data, FolderRoom.of(data));
    }

    FolderStore(Path data, FolderRoom room) {
        this.root = data.resolve("files");
        this.room = room;
        this.drafts = drafts(root.resolve("unfinished"));
    }

    private static DraftFolder drafts(Path folder) {
        try {
            return DraftFolder.in(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder %s cannot be written to. Give it to the server's user."
                            .formatted(folder.toAbsolutePath()),
                    e);
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void put(String key, studio.backline.contract.files.Files.Writer content)
            throws IOException {
        Path whole = path(key);
        Path draft = drafts.fresh("");
        try {
            write(draft, content);
            Path folder = Files.createDirectories(Objects.requireNonNull(whole.getParent()));
            Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE);
            onDisk(folder);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void write(Path draft, studio.backline.contract.files.Files.Writer content)
            throws IOException {
        try (FileChannel channel =
                        FileChannel.open(
                                draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = room.guard(Channels.newOutputStream(channel))) {
            content.writeTo(out);
            channel.force(true);
        }
    }

    /** A name is on the disk once its folder is; Windows has no such thing. */
    private static void onDisk(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public InputStream open(String key, long from, long length) throws IOException {
        FileChannel channel = FileChannel.open(path(key), StandardOpenOption.READ);
        try {
            return BoundedInputStream.builder()
                    .setInputStream(Channels.newInputStream(channel.position(from)))
                    .setMaxCount(length)
                    .get();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(path(key));
    }

    /** A file for as long as it is open; what a killed server leaves of it goes with the rest. */
    public FileChannel scratch() throws IOException {
        return FileChannel.open(
                drafts.fresh("scratch-"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Where files of this node are that are not whole, or only for now. */
    public Path scratchFolder() {
        return drafts.path();
    }

    /** Where content is once it is whole. */
    public Path path(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("Not a key of content: '%s'.".formatted(key));
        }
        return root.resolve(key);
    }
}
