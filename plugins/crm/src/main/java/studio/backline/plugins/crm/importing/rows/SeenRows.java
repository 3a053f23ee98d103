package studio.backline.plugins.crm.importing.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.plugins.crm.contact.ContactKind;

/**
 * Tells which rows of a file repeat an earlier one: the same external id; and where one of both has
 * none, the same mail, unless both have names without a word in common, since people share
 * addresses, or the same phone and a word of the name. Holds hashes alone, about 40 bytes for each
 * key of a row.
 */
public final class SeenRows {

    private static final int FIRST_SIZE = 1 << 14;
    private static final int ID = 0;
    private static final int MAIL = 1;
    private static final int PHONE = 2;
    private static final int REFUSAL = 3;

    private long[] keys = new long[FIRST_SIZE];
    private long[] names = new long[FIRST_SIZE];
    private int[] lines = new int[FIRST_SIZE];
    private int used;

    /** The line of the earlier row that this one repeats; 0 for none, and then it is remembered. */
    public long firstLine(ParsedRow.Known row) {
        long name = row.named() ? words(row.keys().nameKey()) : 0;
        boolean hasId = !row.externalId().isEmpty();
        List<Long> own = keys(row);
        for (long key : own) {
            int at = slot(key);
            boolean twoIds = hasId && lines[at] < 0 && kind(key) != ID;
            if (keys[at] == key && !twoIds && alike(key, names[at], name)) {
                return Math.abs(lines[at]);
            }
        }
        int line = hasId ? (int) -row.line() : (int) row.line();
        own.forEach(key -> put(key, name, line));
        return 0;
    }

    /** Remembers that somebody who is called so refused, in a row that does not tell who it is. */
    void refused(String externalId, ConsentEvent event) {
        put(key(externalId, REFUSAL), event.ordinal(), 1);
    }

    /** What {@link #refused} remembers. */
    Optional<ConsentEvent> refusal(String externalId) {
        long key = key(externalId, REFUSAL);
        int at = slot(key);
        return keys[at] == key
                ? Optional.of(ConsentEvent.values()[(int) (names[at] & 0xff)])
                : Optional.empty();
    }

    /** Whether an earlier row is called so. */
    boolean knows(String externalId) {
        long key = key(externalId, ID);
        return keys[slot(key)] == key;
    }

    private static List<Long> keys(ParsedRow.Known row) {
        List<Long> keys = new ArrayList<>(3);
        if (!row.externalId().isEmpty()) {
            keys.add(key(row.externalId(), ID));
        }
        for (int i = 0; i < row.normalised().size(); i++) {
            ContactKind kind = row.contacts().get(i).kind();
            if (kind == ContactKind.MAIL) {
                keys.add(key(row.normalised().get(i), MAIL));
            }
            if (kind == ContactKind.PHONE) {
                keys.add(key(row.normalised().get(i), PHONE));
            }
        }
        return keys;
    }

    private static int kind(long key) {
        return (int) (key & 3);
    }

    private static boolean alike(long key, long earlier, long name) {
        return switch (kind(key)) {
            case ID -> true;
            case MAIL -> earlier == 0 || name == 0 || overlap(earlier, name);
            default -> earlier == 0 && name == 0 || overlap(earlier, name);
        };
    }

    /** Up to four words of a name as 16 bits each. */
    private static long words(String nameKey) {
        long words = 0;
        for (String word : nameKey.split(" ", 5)) {
            long hash = mix(word.hashCode()) & 0xffff;
            words = words << 16 | (hash == 0 ? 1 : hash);
        }
        return words;
    }

    private static boolean overlap(long one, long other) {
        for (long a = one; a != 0; a >>>= 16) {
            for (long b = other; b != 0; b >>>= 16) {
                if ((a & 0xffff) == (b & 0xffff)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long key(String text, int kind) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        long key = mix(hash) & ~3L | kind;
        return key == 0 ? 4 : key;
    }

    private static long mix(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        return mixed ^ mixed >>> 29;
    }

    private int slot(long key) {
        int at = (int) mix(key) & keys.length - 1;
        while (keys[at] != 0 && keys[at] != key) {
            at = at + 1 & keys.length - 1;
        }
        return at;
    }

    private void put(long key, long name, int line) {
        int at = slot(key);
        if (keys[at] == key) {
            // Two people share the address: the room left over takes the other's name too.
            names[at] = names[at] << 32 | name & 0xffff_ffffL;
            // A line below zero: all of them have external ids.
            lines[at] = line > 0 ? Math.abs(lines[at]) : lines[at];
            return;
        }
        keys[at] = key;
        names[at] = name;
        lines[at] = line;
        if (++used > keys.length / 4 * 3) {
            grow();
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldNames = names;
        int[] oldLines = lines;
        keys = new long[oldKeys.length * 2];
        names = new long[keys.length];
        lines = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = slot(oldKeys[i]);
                keys[at] = oldKeys[i];
                names[at] = oldNames[i];
                lines[at] = oldLines[i];
            }
        }
    }
}
