package studio.backline.plugins.crm.importing.rows;

import java.io.Closeable;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.plugins.crm.contact.ContactKind;

/**
 * Tells which rows of a file repeat an earlier one: the same external id; and where one of both has
 * none, the same mail, unless both have names without a word in common, since people share
 * addresses, or the same phone and a word of the name. Keeps hashes alone, in a file, made with a
 * secret that is not in it.
 */
public final class SeenRows implements Closeable {

    private static final int ID = 0;
    private static final int MAIL = 1;
    private static final int PHONE = 2;
    private static final int REFUSAL = 3;

    private final long secret = new SecureRandom().nextLong();
    private final KeyTable table;

    /**
     * @param scratch for the file
     */
    public SeenRows(KeyTable.Scratch scratch) {
        this.table = new KeyTable(scratch);
    }

    /** The line of the earlier row that this one repeats; 0 for none, and then it is remembered. */
    public long firstLine(ParsedRow.Known row) {
        long name = row.named() ? words(row.keys().nameKey()) : 0;
        boolean hasId = !row.externalId().isEmpty();
        List<Long> own = keys(row);
        for (long key : own) {
            long at = table.slot(key);
            boolean twoIds = hasId && table.line(at) < 0 && kind(key) != ID;
            if (table.key(at) == key && !twoIds && alike(key, table.number(at), name)) {
                return Math.abs(table.line(at));
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
        long at = table.slot(key);
        return table.key(at) == key
                ? Optional.of(ConsentEvent.values()[(int) (table.number(at) & 0xff)])
                : Optional.empty();
    }

    /** Whether an earlier row is called so. */
    boolean knows(String externalId) {
        long key = key(externalId, ID);
        return table.key(table.slot(key)) == key;
    }

    @Override
    public void close() {
        table.close();
    }

    private List<Long> keys(ParsedRow.Known row) {
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
    private long words(String nameKey) {
        long words = 0;
        for (String word : nameKey.split(" ", 5)) {
            long hash = mix(word.hashCode() ^ secret) & 0xffff;
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

    private long key(String text, int kind) {
        long hash = 0xcbf29ce484222325L ^ secret;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        long key = mix(hash) & ~3L | kind;
        return key == 0 ? 4 : key;
    }

    static long mix(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        return mixed ^ mixed >>> 29;
    }

    private void put(long key, long name, int line) {
        long at = table.slot(key);
        if (table.key(at) != key) {
            table.put(at, key, name, line);
            return;
        }
        // Two people share the address: the room left over takes the other's name too.
        long names = table.number(at) << 32 | name & 0xffff_ffffL;
        // A line below zero: all of them have external ids.
        table.put(at, key, names, line > 0 ? Math.abs(table.line(at)) : table.line(at));
    }
}
