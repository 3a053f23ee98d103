package studio.backline.plugins.crm.importing.run;

import java.util.UUID;

/**
 * Which people a run has met already, and in which line of the file: each is taken once. Holds
 * hashes alone, 12 bytes for each slot.
 */
final class TakenPeople {

    private long[] people = new long[1 << 10];
    private int[] lines = new int[1 << 10];
    private int used;

    /** The line in which the person was met before; 0 for the first time, which is remembered. */
    long firstLine(UUID person, long line) {
        long hash = hash(person);
        int at = slot(hash);
        if (people[at] == hash) {
            return lines[at];
        }
        people[at] = hash;
        lines[at] = (int) line;
        if (++used > people.length / 2) {
            grow();
        }
        return 0;
    }

    private static long hash(UUID person) {
        long mixed = person.getMostSignificantBits() * 0xff51afd7ed558ccdL;
        long hash = (mixed ^ mixed >>> 29) + person.getLeastSignificantBits();
        return hash == 0 ? 1 : hash;
    }

    private int slot(long hash) {
        int at = (int) (hash ^ hash >>> 32) & people.length - 1;
        while (people[at] != 0 && people[at] != hash) {
            at = at + 1 & people.length - 1;
        }
        return at;
    }

    private void grow() {
        long[] oldPeople = people;
        int[] oldLines = lines;
        people = new long[oldPeople.length * 2];
        lines = new int[people.length];
        for (int i = 0; i < oldPeople.length; i++) {
            if (oldPeople[i] != 0) {
                int at = slot(oldPeople[i]);
                people[at] = oldPeople[i];
                lines[at] = oldLines[i];
            }
        }
    }
}
