package studio.backline.platform.files;

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
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * The folder with the sealed content: {@code files/<workspace>/<two digits>/<id>}. A file appears
 * under its name only when it is whole and on the disk.
 */
@Component
class FileFolder {

    private final Path root;
    private final Path unfinished;

    FileFolder(@Value("${backline.data:./data}") Path data) {
        this.root = data.resolve("files");
        this.unfinished = root.resolve("unfinished");
        sweep();
    }

    /** What a writer was doing when the server was killed is of no use to anyone. */
    private void sweep() {
        try {
            Files.createDirectories(unfinished);
            try (Stream<Path> left = Files.list(unfinished)) {
                for (Path each : left.toList()) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder %s cannot be written to. Give it to the server's user."
                            .formatted(root.toAbsolutePath()),
                    e);
        }
    }

    /**
     * Writes a file.
     *
     * @param record puts it on record with its plain size, once it is whole and before it appears:
     *     a server that is killed leaves no file that nobody knows of, and so nobody erases
     */
    void write(WorkspaceId workspace, UUID id, Content content, LongConsumer record)
            throws IOException {
        Path draft = unfinished.resolve(id.toString());
        try {
            long size;
            try (FileChannel channel =
                    FileChannel.open(
                            draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                size = content.writeTo(new UnclosedOutputStream(Channels.newOutputStream(channel)));
                channel.force(true);
            }
            Path whole = path(workspace, id);
            Files.createDirectories(whole.getParent());
            record.accept(size);
            Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    InputStream open(WorkspaceId workspace, UUID id) throws IOException {
        return Files.newInputStream(path(workspace, id));
    }

    /** A file for as long as it is open; what a killed server leaves of it goes with the rest. */
    FileChannel scratch() throws IOException {
        return FileChannel.open(
                unfinished.resolve("scratch-" + UUID.randomUUID()),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    void delete(WorkspaceId workspace, UUID id) {
        try {
            Files.deleteIfExists(path(workspace, id));
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be deleted.".formatted(id), e);
        }
    }

    /** Where files are that are not whole, or only for now. */
    Path scratchFolder() {
        return unfinished;
    }

    /** Where a file is once it is whole. */
    Path path(WorkspaceId workspace, UUID id) {
        String name = id.toString();
        // The last digits are random, the first are the time.
        return root.resolve(workspace.toString())
                .resolve(name.substring(name.length() - 2))
                .resolve(name);
    }

    /** Writes the sealed content and tells the plain size. */
    @FunctionalInterface
    interface Content {
        long writeTo(OutputStream out) throws IOException;
    }

    /** The sealing stream closes what it writes to, and the channel still has to be forced. */
    private static final class UnclosedOutputStream extends OutputStream {

        private final OutputStream out;

        UnclosedOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
