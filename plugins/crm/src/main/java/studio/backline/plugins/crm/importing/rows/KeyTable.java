package studio.backline.plugins.crm.importing.rows;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Two numbers and a line of the file for each key, in a file that is mapped: as many as there are
 * rows, and none of them on the heap. Not for two threads at once.
 */
public final class KeyTable implements Closeable {

    private static final long FIRST_SIZE = 1 << 14;
    private static final int KEY = 0;
    private static final int NUMBER = 8;
    private static final int MORE = 16;
    private static final int LINE = 20;
    private static final int SLOT = 24;
    private static final int ZEROS = 1 << 16;

    private final Scratch scratch;
    private Mapped slots;
    private long used;

    /** Opens files that last as long as they are open. */
    @FunctionalInterface
    public interface Scratch {

        /** An empty one. */
        FileChannel open() throws IOException;
    }

    public KeyTable(Scratch scratch) {
        this.scratch = scratch;
        this.slots = map(FIRST_SIZE);
    }

    /** Where a key, which is not 0, stands or would stand; until something is put. */
    long slot(long key) {
        long at = Math.unsignedMultiplyHigh(SeenRows.mix(key), slots.size());
        for (long there = key(at); there != 0 && there != key; there = key(at)) {
            at = at + 1 == slots.size() ? 0 : at + 1;
        }
        return at;
    }

    /** The key in a slot; 0 for none. */
    long key(long slot) {
        return slots.memory().get(ValueLayout.JAVA_LONG_UNALIGNED, slot * SLOT + KEY);
    }

    long number(long slot) {
        return slots.memory().get(ValueLayout.JAVA_LONG_UNALIGNED, slot * SLOT + NUMBER);
    }

    /** The other number. */
    int more(long slot) {
        return slots.memory().get(ValueLayout.JAVA_INT_UNALIGNED, slot * SLOT + MORE);
    }

    int line(long slot) {
        return slots.memory().get(ValueLayout.JAVA_INT_UNALIGNED, slot * SLOT + LINE);
    }

    /** The line that is remembered for a key; 0 for none, and then this one is. */
    public long firstLine(long key, long line) {
        long slot = slot(key);
        if (key(slot) == key) {
            return line(slot);
        }
        put(slot, key, 0, 0, (int) line);
        return 0;
    }

    /** Fills a slot, as {@link #slot} has found it. */
    void put(long slot, long key, long number, int more, int line) {
        boolean added = key(slot) == 0;
        MemorySegment memory = slots.memory();
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, slot * SLOT + KEY, key);
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, slot * SLOT + NUMBER, number);
        memory.set(ValueLayout.JAVA_INT_UNALIGNED, slot * SLOT + MORE, more);
        memory.set(ValueLayout.JAVA_INT_UNALIGNED, slot * SLOT + LINE, line);
        if (added && ++used > slots.size() / 4 * 3) {
            grow();
        }
    }

    @Override
    public void close() {
        slots.close();
    }

    // Slots are in the order of the hashes: both files are gone through from front to back.
    private void grow() {
        Mapped bigger = map(slots.size() * 2);
        try (Mapped old = slots) {
            slots = bigger;
            for (long at = 0; at < old.size() * SLOT; at += SLOT) {
                long key = old.memory().get(ValueLayout.JAVA_LONG_UNALIGNED, at + KEY);
                if (key != 0) {
                    MemorySegment.copy(old.memory(), at, bigger.memory(), slot(key) * SLOT, SLOT);
                }
            }
        }
    }

    private Mapped map(long size) {
        Arena arena = Arena.ofShared();
        try (FileChannel file = scratch.open()) {
            // Written, not only made long: a full disk is to be told here, not in the mapped
            // memory.
            ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
            for (long left = size * SLOT; left > 0; left -= file.write(zeros)) {
                zeros.clear().limit((int) Math.min(left, ZEROS));
            }
            return new Mapped(
                    file.map(FileChannel.MapMode.READ_WRITE, 0, size * SLOT, arena), arena, size);
        } catch (IOException failure) {
            arena.close();
            throw new UncheckedIOException(failure);
        }
    }

    private record Mapped(MemorySegment memory, Arena arena, long size) implements AutoCloseable {

        @Override
        public void close() {
            arena.close();
        }
    }
}
