package studio.backline.plugins.crm.person;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.plugins.crm.CrmHost.person;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyPage;
import studio.backline.plugins.crm.tag.Tag;
import studio.backline.plugins.crm.tag.TagId;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.testkit.flat.FlatHost;

/**
 * Among 20,000 people the side that is smaller leads: counted in rows of people that the run-time
 * role reads, which are the same on any machine.
 */
class FindAmongManyTest {

    private static final int MANY = 20_000;
    private static final FlatHost HOST = CrmHost.host();
    private static final Caller CALLER = HOST.newWorkspace();

    private final PersonService people = HOST.bean(PersonService.class);

    @BeforeAll
    static void fill() {
        String workspace = CALLER.workspace().toString();
        HOST.database()
                .execute(
                        """
                        insert into p_crm.person (workspace_id, id, display_name, name_key,
                            search_text, created_at, changed_at)
                        select '%1$s', gen_random_uuid(), 'N' || n, lpad(n::text, 6, '0'),
                            case when n %% 3 = 0 then ' bo ' when n %% 3 = 1 then ' li '
                                else ' ' end || md5(n::text) || ' common'
                                || case when n %% 5000 = 0 then ' needle' else '' end,
                            now(), now()
                        from generate_series(1, %2$d) n;
                        insert into p_crm.person_role (workspace_id, person_id, role)
                        select workspace_id, id, 'press' from p_crm.person
                        where workspace_id = '%1$s'
                        """
                                .formatted(workspace, MANY));
        PersonService people = HOST.bean(PersonService.class);
        HOST.run(
                CALLER,
                () -> {
                    for (String family : List.of("Common", "Commons", "Common-Rare", "Other")) {
                        people.add(tagged(family, "vip"));
                    }
                    people.add(tagged("Zz Common", "half"));
                    people.add(person("Bo", "Li"));
                });
        tagTheOthers(workspace);
        for (String table : List.of("person", "person_tag", "person_role")) {
            HOST.database().execute("vacuum analyze p_crm." + table);
        }
    }

    private static void tagTheOthers(String workspace) {
        // Most of those who are not called common carry a tag; one who is carries it too.
        HOST.database()
                .execute(
                        """
                        insert into p_crm.person_tag (workspace_id, person_id, tag_id)
                        select p.workspace_id, p.id, t.id from p_crm.person p
                        join p_crm.tag t on t.workspace_id = p.workspace_id and t.name = 'half'
                        where p.workspace_id = '%1$s' and p.name_key > '016' and p.name_key < '0199';
                        update p_crm.person set search_text = replace(search_text, 'common', 'rest')
                        where workspace_id = '%1$s' and name_key > '016' and name_key < '0199';
                        """
                                .formatted(workspace));
    }

    @Test
    void fewWhoCarryATagAreFoundThoughMostPeopleMatch() {
        Answer answer = answer(new PartyFilter("common", Optional.empty(), tag("vip")));

        assertThat(answer.names()).containsExactly("A Common", "A Common-Rare", "A Commons");
        assertThat(answer.count()).isEqualTo(3);
        assertThat(answer.rowsRead()).isLessThan(50);
    }

    @Test
    void fewWhoMatchAreFoundThoughMostPeopleHaveTheRole() {
        Answer answer =
                answer(new PartyFilter("needle", Optional.of(PartyRole.PRESS), Optional.empty()));

        assertThat(answer.names()).containsExactly("N5000", "N10000", "N15000", "N20000");
        assertThat(answer.count()).isEqualTo(4);
        assertThat(answer.rowsRead()).isLessThan(100);
    }

    @Test
    void whereBothAreManyAndHardlyMeetTheSearchGoesOnToTheEnd() {
        Answer answer = answer(new PartyFilter("common", Optional.empty(), tag("half")));

        assertThat(answer.names()).containsExactly("A Zz Common");
        assertThat(answer.count()).isEqualTo(1);
    }

    /** Each of the words is that of a third of all, and the planner takes them for independent. */
    @Test
    void twoShortWordsThatHardlyMeetAreNotLookedForAmongEverybody() {
        PartyFilter both = PartyFilter.search("bo li");
        long read =
                HOST.inTransaction(
                        CALLER,
                        () -> {
                            long before = rowsRead();
                            assertThat(people.count(both)).isEqualTo(1);
                            return rowsRead() - before;
                        });

        // The next 10,000 in the order, for a count to 1,000; then the index knows the one.
        assertThat(read).isLessThan(10_100);
        assertThat(answer(both).names()).containsExactly("Bo Li");
    }

    @Test
    void fewWhoCarryATagAreListedWithoutWalkingThroughTheOthers() {
        Answer answer = answer(new PartyFilter("", Optional.empty(), tag("vip")));

        assertThat(answer.names()).hasSize(4);
        assertThat(answer.count()).isEqualTo(4);
        assertThat(answer.rowsRead()).isLessThan(50);
    }

    private Answer answer(PartyFilter filter) {
        return HOST.inTransaction(
                CALLER,
                () -> {
                    long before = rowsRead();
                    PartyPage<PersonRow> page =
                            people.page(filter, PeopleSort.NAME, Optional.empty(), false, 60);
                    long count = people.count(filter);
                    return new Answer(
                            page.rows().stream().map(PersonRow::display).toList(),
                            count,
                            rowsRead() - before);
                });
    }

    /** Rows of people that this transaction has read, by whichever role. */
    private static long rowsRead() {
        return ((Number)
                        HOST.bean(EntityManager.class)
                                .createNativeQuery(
                                        """
                                        select seq_tup_read + coalesce(idx_tup_fetch, 0)
                                        from pg_stat_xact_user_tables
                                        where schemaname = 'p_crm' and relname = 'person'
                                        """)
                                .getSingleResult())
                .longValue();
    }

    private Optional<TagId> tag(String name) {
        return HOST.call(
                CALLER,
                () ->
                        HOST.bean(TagService.class).all().stream()
                                .filter(tag -> tag.name().equals(name))
                                .map(Tag::id)
                                .findFirst());
    }

    private static PersonDetails tagged(String family, String tag) {
        return new PersonDetails(
                PersonName.of("A", family),
                "",
                "",
                "",
                Set.of(),
                List.of(),
                List.of(),
                Set.of(tag));
    }

    private record Answer(List<String> names, long count, long rowsRead) {}
}
