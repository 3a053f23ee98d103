package studio.backline.platform.backup.run;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import studio.backline.platform.backup.BackupRefusedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The mark of a data folder that is not whole, held as long as a restore is at work on it. It is
 * empty until the moment before the database's commit. Then it takes down what will have come back,
 * under a number that the commit puts into the database as well: whoever finds a number here looks
 * for it there, and knows whether the commit was made.
 */
final class RestoreMark implements Closeable {

    /** The setting of the restored house that holds the number. */
    static final String SETTING = "restore.number";

    private final Path file;
    private final FileChannel channel;

    private RestoreMark(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * What the commit brings back.
     *
     * @param number of this restore, and no other
     * @param archive that it came from
     */
    record Ending(UUID number, UUID archive, Restore.Restored restored) {}

    /**
     * Makes it where it is not there, and holds it.
     *
     * @throws BackupRefusedException where another restore does
     */
    static RestoreMark hold(Path data) throws IOException {
        Path file = data.resolve(Restore.UNFINISHED);
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (locks(channel)) {
            return new RestoreMark(file, channel);
        }
        channel.close();
        throw new BackupRefusedException(
                "at-it", "Another restore is at work in '%s'.".formatted(data), "Let it end.");
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Empty where the commit cannot have been made. */
    Optional<Ending> ending() throws IOException {
        ByteBuffer text = ByteBuffer.allocate((int) channel.size());
        channel.read(text, 0);
        try {
            return text.position() == 0
                    ? Optional.empty()
                    : Optional.of(
                            JsonMapper.shared()
                                    .readValue(
                                            new String(text.array(), StandardCharsets.UTF_8),
                                            Ending.class));
        } catch (JacksonException e) {
            // Cut off while it was written, and that comes before the commit.
            return Optional.empty();
        }
    }

    /** To be there whatever happens next. */
    void write(Ending ending) throws IOException {
        channel.truncate(0);
        OutputStream out = Channels.newOutputStream(channel);
        out.write(JsonMapper.shared().writeValueAsBytes(ending));
        channel.force(true);
    }

    /** The folder is whole, or empty. */
    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
