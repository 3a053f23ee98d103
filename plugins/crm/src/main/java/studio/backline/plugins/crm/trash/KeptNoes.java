package studio.backline.plugins.crm.trash;

import jakarta.persistence.EntityManager;
import java.util.Collection;
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
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.contract.subject.Subjects;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;

/**
 * Closes the addresses of people who said no, before they leave, and those that leave them. The
 * core knows how a person stands and not by what addresses, so that nothing else would keep a list
 * from bringing somebody new in under an address that they had.
 */
public final class KeptNoes {

    /** Whether a no, {@code s}, is kept by a way to reach whoever said it, {@code c}. */
    public static final String CARRIES =
            """
            (c.kind = 'mail' and s.channel = 'EMAIL' or
                c.kind = 'phone' and s.channel in ('PHONE', 'SMS'))""";

    private final EntityManager entities;
    private final Subjects subjects;
    private final ConsentLedger ledger;

    public KeptNoes(EntityManager entities, Subjects subjects, ConsentLedger ledger) {
        this.entities = entities;
        this.subjects = subjects;
        this.ledger = ledger;
    }

    /** Of people who are here, or in the trash; those who said no to nothing are left alone. */
    public void keep(Collection<UUID> people) {
        close(said(people));
    }

    /** Does what may take addresses from people, and closes those that are gone after it. */
    public void keepLost(Collection<UUID> people, Runnable change) {
        Set<ConsentRecord> before = said(people);
        change.run();
        if (!before.isEmpty()) {
            before.removeAll(said(people));
            close(before);
        }
    }

    /** What people said against being written to, under each of their addresses. */
    private Set<ConsentRecord> said(Collection<UUID> people) {
        List<?> said =
                entities.createNativeQuery(
                                """
                                select s.subject_id, s.channel, s.state, s.since, s.source,
                                    c.normalised
                                from backline_api.consent_standing s
                                join (
                                    select person_id, kind, normalised from contact_point
                                    where person_id{people}
                                    union all
                                    select d.id, c ->> 'kind', c ->> 'normalised'
                                    from deleted_person d
                                    cross join jsonb_array_elements(d.image -> 'contact_point') c
                                    where d.id{people}
                                    ) c on c.person_id = s.subject_id and {carries}
                                where s.subject_id{people} and s.rank > 1
                                """
                                        .replace("{people}", SqlArrays.among("people"))
                                        .replace("{carries}", CARRIES))
                        .setParameter("people", SqlArrays.uuids(people))
                        .getResultList();
        return SqlValues.rows(said)
                .map(KeptNoes::entry)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * In nobody's name: these people have said no already, and an entry more would look like
     * another no of theirs, heard by somebody else. In one call, which takes its locks in one
     * order.
     */
    private void close(Collection<ConsentRecord> noes) {
        SubjectId nobody = SubjectId.next();
        List<ConsentRecord> open =
                noes.stream()
                        .collect(Collectors.groupingBy(ConsentRecord::channel))
                        .entrySet()
                        .stream()
                        .flatMap(way -> open(way.getKey(), way.getValue()))
                        .map(no -> by(nobody, no))
                        .toList();
        if (!open.isEmpty()) {
            subjects.register(nobody, SubjectKind.OTHER);
            ledger.record(open);
            // What closes the addresses stays; a person whom nobody knows does not.
            subjects.withdraw(List.of(nobody));
        }
    }

    private static ConsentRecord by(SubjectId subject, ConsentRecord no) {
        return new ConsentRecord(
                subject,
                no.channel(),
                no.event(),
                no.basis(),
                no.source(),
                no.occurredAt(),
                no.address());
    }

    /** Leaves out addresses that are closed as strictly, so that the ledger repeats nothing. */
    private Stream<ConsentRecord> open(Channel channel, List<ConsentRecord> noes) {
        Map<String, Standing> closed =
                ledger.suppressions(channel, noes.stream().map(KeptNoes::address).toList());
        return noes.stream().filter(no -> !holds(closed.get(address(no)), no));
    }

    private static boolean holds(@Nullable Standing closed, ConsentRecord no) {
        return closed != null
                && closed.state().compareTo(Standing.State.valueOf(no.event().name())) <= 0;
    }

    private static String address(ConsentRecord no) {
        return no.address().orElseThrow();
    }

    private static ConsentRecord entry(@Nullable Object[] row) {
        return new ConsentRecord(
                new SubjectId(SqlValues.uuid(row[0])),
                Channel.valueOf(SqlValues.text(row[1])),
                ConsentEvent.valueOf(SqlValues.text(row[2])),
                Optional.empty(),
                SqlValues.text(row[4]),
                SqlValues.instant(row[3]),
                Optional.of(SqlValues.text(row[5])));
    }
}
