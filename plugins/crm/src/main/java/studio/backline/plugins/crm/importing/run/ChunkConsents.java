package studio.backline.plugins.crm.importing.run;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.ConsentRecord;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.contract.subject.Subjects;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.rows.Chunk;
import studio.backline.plugins.crm.importing.rows.ParsedRow;

/**
 * Records what a chunk says of writing to people. What tightens is always taken, from rows that are
 * faulty or repeat another too, for everybody who has the address; a grant for new people alone,
 * who are nobody's namesakes.
 */
public class ChunkConsents {

    private final ChunkReach reach;
    private final ConsentLedger ledger;
    private final Subjects subjects;

    public ChunkConsents(EntityManager entities, ConsentLedger ledger, Subjects subjects) {
        this.reach = new ChunkReach(entities);
        this.ledger = ledger;
        this.subjects = subjects;
    }

    /**
     * Which rows that are left out say no for somebody who is here, by what the file calls them.
     */
    Set<Long> known(Chunk chunk, ImportPlan plan) {
        List<ParsedRow> called =
                chunk.left().stream().map(Chunk.Left::row).filter(Said::isCalled).toList();
        return called.isEmpty() ? Set.of() : reach.people(called, plan.source()).keySet();
    }

    /**
     * Who is meant by rows that are left out and say no to calls, texts or post, and that nothing
     * but an address is known of: whoever here alone has it.
     *
     * @param called the lines of rows of which more is known
     */
    Map<Long, UUID> owners(Chunk chunk, Set<Long> called, UUID batch) {
        return reach.owners(
                chunk.left().stream()
                        .filter(left -> !left.known() && !left.row().news().others().isEmpty())
                        .map(Chunk.Left::row)
                        .filter(row -> !called.contains(row.line()))
                        .toList(),
                batch);
    }

    /** Which of these new people may be somebody here who said no, and who that is. */
    Map<Long, UUID> namesakes(List<ParsedRow.Known> fresh, UUID batch) {
        return reach.namesakes(fresh.stream().filter(row -> row.news().grants()).toList(), batch);
    }

    /** Notes with the import when it told a no, by which its own are known from others'. */
    void record(Chunk chunk, ImportTarget.Outcomes outcomes, UUID batch, ImportPlan plan) {
        Map<Long, UUID> same = outcomes.same();
        Set<Long> namesakes = outcomes.namesakes().keySet();
        Set<ConsentRecord> entries = new LinkedHashSet<>();
        Set<ConsentRecord> doubtful = new LinkedHashSet<>();
        List<Said> refusals = new ArrayList<>();
        for (ParsedRow.Known row : chunk.people()) {
            UUID here = outcomes.matched().getOrDefault(row.line(), same.get(row.line()));
            if (row.news().tightens()) {
                refusals.add(new Said(row, here == null ? row.id() : here));
            }
            if (here == null && row.news().grants()) {
                grant(namesakes.contains(row.line()) ? doubtful : entries, row, plan);
            }
        }
        entries.addAll(refused(doubtful));
        chunk.left().stream()
                .map(Chunk.Left::row)
                .filter(row -> row.news().tightens())
                .forEach(row -> refusals.add(new Said(row, same.get(row.line()))));
        if (refusals.isEmpty()) {
            record(entries);
            return;
        }
        refuse(entries, refusals, plan);
        reach.noteNoes(batch);
    }

    /** Closes the addresses of rows that are nobody's, for everybody who has them. */
    public void refuse(Chunk chunk, ImportPlan plan) {
        List<Said> refusals =
                Stream.concat(chunk.taken().stream(), chunk.left().stream().map(Chunk.Left::row))
                        .filter(row -> row.news().tightens())
                        .map(row -> new Said(row, null))
                        .toList();
        if (!refusals.isEmpty()) {
            refuse(new LinkedHashSet<>(), refusals, plan);
        }
    }

    private void refuse(Set<ConsentRecord> entries, List<Said> refusals, ImportPlan plan) {
        List<ParsedRow> rows = refusals.stream().map(Said::row).toList();
        List<ParsedRow> unplaced =
                refusals.stream().filter(said -> said.person() == null).map(Said::row).toList();
        Map<Long, Set<UUID>> people = reach.people(unplaced, plan.source());
        refusals.forEach(said -> said.addTo(people));
        Map<String, List<UUID>> owners = reach.byMail(rows);
        Map<UUID, List<String>> mails = reach.mails(withoutMail(rows, people));
        Refusals told = new Refusals(entries, people, owners, mails, plan);
        rows.forEach(told::add);
        Optional<SubjectId> nobody = told.nobody();
        nobody.ifPresent(id -> subjects.register(id, SubjectKind.OTHER));
        record(entries);
        // The suppression of the address stays; a person whom nobody knows does not.
        nobody.ifPresent(id -> subjects.withdraw(List.of(id)));
    }

    private static void grant(Set<ConsentRecord> entries, ParsedRow.Known row, ImportPlan plan) {
        LawfulBasis basis = row.news().basis().or(plan::basis).orElseThrow();
        if (row.news().lines().isEmpty()) {
            Word word = Word.of(row, ConsentEvent.GRANTED);
            row.mails().forEach(mail -> entries.add(word.entry(row.id(), mail, plan, basis)));
            return;
        }
        row.news().lines().stream()
                .filter(line -> line.event() == ConsentEvent.GRANTED)
                .forEach(
                        line ->
                                entries.add(
                                        Word.of(line)
                                                .entry(
                                                        row.id(),
                                                        line.mail().orElse(null),
                                                        plan,
                                                        basis)));
    }

    /**
     * Of grants those that the ledger will not take, as somebody said no under the address: it has
     * the person stand as that no has it, which is better than as never asked.
     */
    private List<ConsentRecord> refused(Set<ConsentRecord> grants) {
        if (grants.isEmpty()) {
            return List.of();
        }
        Map<String, Standing> closed =
                ledger.suppressions(
                        Channel.EMAIL,
                        grants.stream().flatMap(grant -> grant.address().stream()).toList());
        return grants.stream()
                .filter(
                        grant ->
                                grant.address()
                                        .map(closed::get)
                                        .filter(no -> no.state() != Standing.State.BOUNCED)
                                        .isPresent())
                .toList();
    }

    private static Set<UUID> withoutMail(List<ParsedRow> rows, Map<Long, Set<UUID>> people) {
        return rows.stream()
                .filter(row -> row.mails().isEmpty())
                .flatMap(row -> people.getOrDefault(row.line(), Set.of()).stream())
                .collect(Collectors.toSet());
    }

    private void record(Set<ConsentRecord> entries) {
        if (!entries.isEmpty()) {
            ledger.record(entries);
        }
    }

    /** A row that tightens, and whom it is about where that is known already. */
    private record Said(ParsedRow row, @Nullable UUID person) {

        static boolean isCalled(ParsedRow row) {
            boolean byIdAlone = row.mails().isEmpty() || !row.news().others().isEmpty();
            return row.news().tightens() && byIdAlone && !row.externalId().isEmpty();
        }

        void addTo(Map<Long, Set<UUID>> people) {
            if (person != null) {
                people.computeIfAbsent(row.line(), line -> new HashSet<>()).add(person);
            }
        }
    }
}
