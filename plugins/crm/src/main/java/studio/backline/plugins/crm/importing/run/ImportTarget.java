package studio.backline.plugins.crm.importing.run;

import java.io.Closeable;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import studio.backline.plugins.crm.importing.ImportBatch;
import studio.backline.plugins.crm.importing.ImportCounts;
import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.rows.Chunk;
import studio.backline.plugins.crm.importing.rows.ParsedRow;
import studio.backline.plugins.crm.party.PartyTables;

/** What rows of a file become: people, or organisations. */
public interface ImportTarget {

    /**
     * Waits until no other import of the workspace is between looking for what is here and making
     * it: else two of the same list would both find nothing. The row of the workspace's first
     * import stands for it: an advisory lock anybody in the database could hold. Taken before
     * anything else is locked.
     */
    String TAKE_TURN =
            """
            with turn as materialized (
                select from import_batch order by id limit 1 for no key update)
            select count(*) from turn
            """;

    /** Which of them. */
    PartyTables kind();

    /** For an import: what the file names besides is made, and noted for it. */
    Taking forImport(UUID batch);

    /** For a dry run: nothing is made. */
    Taking forRehearsal();

    /** The way back. */
    Undoing undoing();

    /** That of an import. */
    static ImportTarget of(List<ImportTarget> targets, ImportBatch batch) {
        return targets.stream()
                .filter(target -> target.kind() == batch.kind())
                .findFirst()
                .orElseThrow();
    }

    /** Takes the chunks of one run, each inside a transaction. */
    interface Taking extends Closeable {

        /** Tells what would come of one. */
        ImportCounts rehearse(ImportBatch batch, Chunk chunk, boolean first);

        /** Takes one in. */
        ImportCounts apply(ImportBatch batch, ImportPlan plan, Chunk chunk, boolean first);

        /**
         * Takes one in that begins before its turn, while the last one is on its way. What it names
         * besides is there when this transaction has ended. Empty where its rows may be about
         * somebody who is here: that is known when the last one is through.
         */
        default Optional<Ahead> ahead(ImportBatch batch, ImportPlan plan, Chunk chunk) {
            return Optional.empty();
        }

        /** Remembers what it would of one that an earlier run has taken. */
        default void passed(ImportBatch batch, ImportPlan plan, Chunk chunk) {
            // Most compare rows with what is here alone.
        }

        /** Tells that a chunk was taken back: what it named besides may be gone. */
        default void forgetNames() {
            // Most look for each name every time.
        }

        @Override
        default void close() {
            // Most keep nothing open.
        }
    }

    /** A chunk that begins before its turn; both halves in one transaction. */
    interface Ahead {

        /** All that waits for nobody. */
        void begin();

        /**
         * The rest, when the last one is through. Empty where somebody else has come meanwhile: the
         * transaction is to be taken back, and the chunk to be applied.
         *
         * @param first whether it is the first of its run
         */
        Optional<ImportCounts> end(boolean first);
    }

    /** Takes an import back, inside the current transaction. */
    interface Undoing {

        /** Waits for the imports of the workspace, before anything is locked that they need. */
        void takeTurn();

        /** How many are still to be taken back, edited ones that it changed included. */
        long left(UUID batch, Instant started);

        /**
         * Takes the next ones back, those who were changed first; how many, 0 at the end.
         *
         * @param reason why permission goes that came with them, in words fit for them
         */
        int take(ImportId batch, Instant started, String reason);

        /**
         * Takes the permission back that came with those who stay, of the next ones by id. Whatever
         * was granted since stays.
         *
         * @param reason in words fit for them
         */
        default Ungranted ungrant(UUID batch, Instant started, UUID after, String reason) {
            return Ungranted.NONE;
        }

        /** How many the import made and somebody edited or used since. */
        long edited(UUID batch, Instant started);

        /** Removes what it made besides, and nobody has used or changed since. */
        void removeNames(UUID batch);
    }

    /**
     * Who stays after an undo, or lies in the trash.
     *
     * @param here of how many who stay permission was taken back
     * @param inTrash of how many who lie in the trash
     * @param last the id to go on after; empty at the end
     */
    record Ungranted(int here, int inTrash, Optional<UUID> last) {

        static final Ungranted NONE = new Ungranted(0, 0, Optional.empty());
    }

    /**
     * What comes of a chunk's rows, by line.
     *
     * @param matched who is here already
     * @param changed which of them the file knows something new of
     * @param repeated the line of the row that a row repeats
     * @param same who that is, and the people of rows that are left out
     * @param called which rows that tell nobody call somebody who is here by an id
     * @param namesakes whom new people may be the same as, who said no
     */
    record Outcomes(
            Map<Long, UUID> matched,
            Set<Long> changed,
            Map<Long, Long> repeated,
            Map<Long, UUID> same,
            Set<Long> called,
            Map<Long, UUID> namesakes) {

        static Outcomes allNew() {
            return of(Map.of(), Set.of());
        }

        /** Where each row is about another one. */
        public static Outcomes of(Map<Long, UUID> matched, Set<Long> changed) {
            return new Outcomes(matched, changed, Map.of(), Map.of(), Set.of(), Map.of());
        }

        /** Has a row be left out. */
        void leave(long line) {
            UUID person = matched.remove(line);
            if (person != null) {
                same.put(line, person);
            }
        }

        /** Forgets the people of these rows, who are gone; all rows that were about them. */
        Set<Long> forget(Set<Long> gone) {
            Set<UUID> people = new HashSet<>();
            gone.forEach(line -> people.add(matched.get(line)));
            Set<Long> lines = new HashSet<>(gone);
            same.forEach(
                    (line, person) -> {
                        if (people.contains(person)) {
                            lines.add(line);
                        }
                    });
            matched.keySet().removeAll(lines);
            changed.removeAll(lines);
            repeated.keySet().removeAll(lines);
            same.keySet().removeAll(lines);
            return lines;
        }

        /** How many rows came out how. */
        public ImportCounts counts(Chunk chunk) {
            long faulty = chunk.left().stream().filter(left -> left.repeats() == 0).count();
            long duplicate = chunk.left().size() - faulty + repeated.size();
            long optOuts =
                    chunk.taken().stream().filter(row -> row.news().tightens()).count()
                            + chunk.left().stream().filter(this::optsOut).count();
            return new ImportCounts(
                    chunk.size(),
                    chunk.taken().size() - (long) matched.size() - repeated.size(),
                    changed.size(),
                    (long) matched.size() - changed.size(),
                    duplicate,
                    faulty,
                    optOuts);
        }

        private boolean optsOut(Chunk.Left left) {
            ParsedRow row = left.row();
            return row.news().tightens()
                    && (left.known()
                            || row.news().tightensLetters() && !row.mails().isEmpty()
                            || called.contains(row.line())
                            || same.containsKey(row.line()));
        }
    }
}
