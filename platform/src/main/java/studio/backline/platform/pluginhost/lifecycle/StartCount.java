package studio.backline.platform.pluginhost.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Counts starts that did not get through, in a file: the database may be what fails. After two in a
 * row the next one is in safe mode.
 */
final class StartCount {

    private static final int FAILED_STARTS = 2;

    private final Path file;
    private volatile int before;
    private volatile boolean undecided;

    StartCount(Path file) {
        this.file = file;
    }

    /** Counts this start; true when two before it did not get through. */
    boolean begin() {
        before = read();
        write(before + 1);
        undecided = true;
        return before >= FAILED_STARTS;
    }

    /** This start got through. */
    void succeeded() {
        undecided = false;
        write(0);
    }

    /** This start stays counted. */
    void failed() {
        undecided = false;
    }

    /** Stopped in order before it was known how this start goes: as if it had not been tried. */
    void stopped() {
        if (undecided) {
            undecided = false;
            write(before);
        }
    }

    private int read() {
        try {
            String text = Files.readString(file).strip();
            return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        } catch (NoSuchFileException first) {
            return 0;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void write(int count) {
        try {
            Files.writeString(file, Integer.toString(count));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
