package studio.backline.plugins.crm.importing.match;

import java.io.Closeable;
import java.util.UUID;
import studio.backline.plugins.crm.importing.rows.KeyTable;

/** Which people a run has met already, and in which line of the file: each is taken once. */
public final class TakenPeople implements Closeable {

    private final KeyTable lines;

    public TakenPeople(KeyTable.Scratch scratch) {
        this.lines = new KeyTable(scratch);
    }

    /** The line in which the person was met before; 0 for the first time, which is remembered. */
    public long firstLine(UUID person, long line) {
        return lines.firstLine(hash(person), line);
    }

    @Override
    public void close() {
        lines.close();
    }

    private static long hash(UUID person) {
        long mixed = person.getMostSignificantBits() * 0xff51afd7ed558ccdL;
        long hash = (mixed ^ mixed >>> 29) + person.getLeastSignificantBits();
        return hash == 0 ? 1 : hash;
    }
}
