package studio.backline.plugins.crm.importing.run;

import static studio.backline.plugins.crm.SqlValues.text;
import static studio.backline.plugins.crm.SqlValues.uuid;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.ConsentRecord;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.contract.subject.Subjects;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.rows.Chunk;
import studio.backline.plugins.crm.importing.rows.ParsedRow;

/**
 * Records what a chunk says of writing to people. What tightens is always taken, from rows that are
 * faulty or repeat another too; a grant for new people alone.
 */
class ChunkConsents {

    private final EntityManager entities;
    private final ConsentLedger ledger;
    private final Subjects subjects;

    ChunkConsents(EntityManager entities, ConsentLedger ledger, Subjects subjects) {
        this.entities = entities;
        this.ledger = ledger;
        this.subjects = subjects;
    }

    /**
     * @param matched the people who were here already, by line
     * @param repeated lines of rows that turned out to repeat another of the chunk
     */
    void record(Chunk chunk, Map<Long, UUID> matched, Set<Long> repeated, ImportPlan plan) {
        List<ConsentRecord> entries = new ArrayList<>();
        List<ParsedRow> loose = new ArrayList<>();
        chunk.left().stream()
                .map(Chunk.Left::row)
                .filter(row -> row.news().tightens())
                .forEach(loose::add);
        for (ParsedRow.Known row : chunk.people()) {
            boolean repeats = repeated.contains(row.line());
            if (repeats && row.news().tightens()) {
                loose.add(row);
            }
            if (!repeats) {
                UUID known = matched.get(row.line());
                add(entries, row, known == null ? row.id() : known, known == null, plan);
            }
        }
        if (!entries.isEmpty()) {
            ledger.record(entries);
        }
        if (!loose.isEmpty()) {
            recordLoose(loose, plan);
        }
    }

    private static void add(
            List<ConsentRecord> entries,
            ParsedRow.Known row,
            UUID person,
            boolean isNew,
            ImportPlan plan) {
        if (row.mails().isEmpty()) {
            return;
        }
        if (row.news().tightens()) {
            row.mails().forEach(mail -> entries.add(entry(row, person, mail, plan)));
        } else if (isNew && row.news().grants()) {
            entries.add(entry(row, person, row.mails().getFirst(), plan));
        }
    }

    /**
     * For rows that make no person: on everybody who has the address, else on the address alone.
     */
    private void recordLoose(List<ParsedRow> rows, ImportPlan plan) {
        Map<String, List<UUID>> people = peopleByMail(rows);
        List<ConsentRecord> entries = new ArrayList<>();
        List<SubjectId> nobody = new ArrayList<>();
        for (ParsedRow row : rows) {
            for (String mail : row.mails()) {
                List<UUID> owners = people.getOrDefault(mail, List.of());
                owners.forEach(owner -> entries.add(entry(row, owner, mail, plan)));
                if (owners.isEmpty()) {
                    SubjectId unknown = SubjectId.next();
                    subjects.register(unknown, SubjectKind.OTHER);
                    nobody.add(unknown);
                    entries.add(entry(row, unknown.value(), mail, plan));
                }
            }
        }
        ledger.record(entries);
        // The suppression of the address stays; a person whom nobody knows does not.
        if (!nobody.isEmpty()) {
            subjects.withdraw(nobody);
        }
    }

    private Map<String, List<UUID>> peopleByMail(List<ParsedRow> rows) {
        Set<String> mails =
                rows.stream().flatMap(row -> row.mails().stream()).collect(Collectors.toSet());
        List<?> found =
                entities.createNativeQuery(
                                """
                                select normalised, person_id from contact_point
                                where kind = 'mail' and normalised = any(cast(:mails as text[]))
                                """)
                        .setParameter("mails", SqlArrays.texts(mails))
                        .getResultList();
        Map<String, List<UUID>> people = new HashMap<>();
        SqlValues.rows(found)
                .forEach(
                        row ->
                                people.computeIfAbsent(text(row[0]), mail -> new ArrayList<>())
                                        .add(uuid(row[1])));
        return people;
    }

    private static ConsentRecord entry(ParsedRow row, UUID person, String mail, ImportPlan plan) {
        boolean tightens = row.news().tightens();
        Instant day = plan.since().atStartOfDay().toInstant(ZoneOffset.UTC);
        Optional<LawfulBasis> basis = tightens ? Optional.empty() : Optional.of(plan.basis());
        return new ConsentRecord(
                new SubjectId(person),
                Channel.EMAIL,
                tightens ? row.news().event().orElseThrow() : ConsentEvent.GRANTED,
                basis,
                row.news().source().isEmpty() ? plan.source() : row.news().source(),
                row.news().at().orElse(day),
                Optional.of(mail));
    }
}
