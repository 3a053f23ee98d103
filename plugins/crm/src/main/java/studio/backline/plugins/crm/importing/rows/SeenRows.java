package studio.backline.plugins.crm.importing.rows;

import java.io.Closeable;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.organisation.OrganisationKeys;

/**
 * Tells which rows of a file repeat an earlier one: the same mail or phone, unless both have names
 * that are two people's, or an external id each; the same external id, unless neither the name nor
 * an address agrees. Keeps hashes alone, in a file, made with a secret that is not in it.
 */
public final class SeenRows implements Closeable {

    private static final int ID = 0;
    private static final int MAIL = 1;
    private static final int PHONE = 2;
    private static final int REFUSAL = 3;

    // As many who share an address are told apart by parts of names too, the others by the whole.
    private static final int SHARED = 64;

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
        NameWords name = NameWords.of(row, secret);
        boolean hasId = !row.externalId().isEmpty();
        List<Long> own = keys(row);
        for (long key : own) {
            int line = firstLine(key, name, hasId, own);
            if (line != 0) {
                return line;
            }
        }
        int line = hasId ? (int) -row.line() : (int) row.line();
        own.forEach(key -> put(key, name, line));
        return 0;
    }

    /** The same of an organisation, which is known by its name. */
    long firstLine(ParsedRow.Organisation row) {
        return table.firstLine(key(OrganisationKeys.key(row.details().name()), ID), row.line());
    }

    private int firstLine(long key, NameWords name, boolean hasId, List<Long> own) {
        for (int nth = 0; nth <= SHARED; nth++) {
            long place = place(key, nth, name);
            long at = table.slot(place);
            if (table.key(at) != place) {
                return 0;
            }
            int line = Math.abs(table.line(at));
            boolean twoIds = hasId && table.line(at) < 0 && kind(key) != ID;
            if (!twoIds && isSame(kind(key), nameAt(at), name)
                    || kind(key) == ID && isReached(own, line)) {
                return line;
            }
        }
        return 0;
    }

    private static boolean isSame(int kind, NameWords earlier, NameWords name) {
        boolean nameless =
                kind == PHONE
                        ? earlier.isEmpty() && name.isEmpty()
                        : earlier.isEmpty() || name.isEmpty();
        return nameless || earlier.likeness(name) != NameWords.Likeness.OTHER;
    }

    /** Whether the row of a line has one of the addresses. */
    private boolean isReached(List<Long> own, int line) {
        return own.stream().anyMatch(key -> kind(key) != ID && isReached(key, line));
    }

    private boolean isReached(long key, int line) {
        for (int nth = 0; nth < SHARED; nth++) {
            long place = key(key, nth);
            long at = table.slot(place);
            if (table.key(at) != place) {
                return false;
            }
            if (Math.abs(table.line(at)) == line) {
                return true;
            }
        }
        return false;
    }

    /** Remembers what somebody who is called so refused in a row that does not tell who it is. */
    void refused(String externalId, Map<Channel, ConsentEvent> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        Map<Channel, ConsentEvent> all = refusals(externalId);
        refusals.forEach((way, event) -> all.merge(way, event, MailNews::stricter));
        long packed = 0;
        for (Map.Entry<Channel, ConsentEvent> each : all.entrySet()) {
            packed |= (each.getValue().ordinal() + 1L) << each.getKey().ordinal() * Byte.SIZE;
        }
        long key = key(externalId, REFUSAL);
        table.put(table.slot(key), key, packed, 0, 1);
    }

    /** What {@link #refused} remembers, by what they want no more of. */
    Map<Channel, ConsentEvent> refusals(String externalId) {
        Map<Channel, ConsentEvent> refusals = new EnumMap<>(Channel.class);
        long key = key(externalId, REFUSAL);
        long at = table.slot(key);
        if (table.key(at) == key) {
            for (Channel way : Channel.values()) {
                int event = (int) (table.number(at) >> way.ordinal() * Byte.SIZE) & 0xff;
                if (event > 0) {
                    refusals.put(way, ConsentEvent.values()[event - 1]);
                }
            }
        }
        return refusals;
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
            keys.add(key(row.called(), ID));
        }
        row.reached(ContactKind.MAIL).forEach(mail -> keys.add(key(mail, MAIL)));
        row.reached(ContactKind.PHONE).forEach(phone -> keys.add(key(phone, PHONE)));
        return keys;
    }

    private static int kind(long key) {
        return (int) (key & 3);
    }

    private NameWords nameAt(long slot) {
        return NameWords.of(table.number(slot), table.more(slot));
    }

    private long key(String text, int kind) {
        return kept(hash(text, secret), kind);
    }

    /** Where the next ones stand who share an address, or are called by the same id. */
    private static long key(long key, int nth) {
        return nth == 0 ? key : kept(mix(key + nth * 0x9e3779b97f4a7c15L), kind(key));
    }

    /** As {@link #key}; of the many at one address each is looked for by the whole name. */
    private static long place(long key, int nth, NameWords name) {
        return nth < SHARED
                ? key(key, nth)
                : kept(mix(key ^ mix(name.low() ^ mix(name.high()))), kind(key));
    }

    private static long kept(long hash, int kind) {
        long key = hash & ~3L | kind;
        return key == 0 ? 4 : key;
    }

    static long hash(String text, long secret) {
        long hash = 0xcbf29ce484222325L ^ secret;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    static long mix(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        return mixed ^ mixed >>> 29;
    }

    private void put(long key, NameWords name, int line) {
        for (int nth = 0; nth <= SHARED; nth++) {
            long place = place(key, nth, name);
            long at = table.slot(place);
            if (table.key(at) != place) {
                table.put(at, place, name.low(), name.high(), line);
                return;
            }
        }
    }
}
