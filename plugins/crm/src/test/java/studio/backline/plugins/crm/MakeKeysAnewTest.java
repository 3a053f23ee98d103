package studio.backline.plugins.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.plugins.crm.CrmHost.person;

import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.organisation.OrganisationKeys;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.testkit.flat.FlatHost;

/** The step that makes stored keys anew makes them as the code does that makes them from now on. */
class MakeKeysAnewTest {

    private static final List<String> STEPS =
            List.of("V007__keys_made_anew", "V011__apostrophes_are_one");

    private static final List<String> NAMES =
            List.of(
                    "Plain Name",
                    "0.0.0",
                    "{0}",
                    "1#IND",
                    "><script>alert(1)</script>",
                    "!!!",
                    "Levi's & Söhne",
                    "Gal·la Bar",
                    "हिन्दी, गीत",
                    "Ɛwe-Ɔkɔ",
                    "王小明!",
                    "ΟΔΟΣ",
                    "ʻOhana",
                    "O’Neill’s",
                    "Rock ‘n´ Roll, Inc.");

    private final FlatHost host = CrmHost.host();
    private final EntityManager entities = host.bean(EntityManager.class);
    private final Caller caller = host.newWorkspace();

    @Test
    void asTheCodeMakesThem() {
        host.run(
                caller,
                () -> {
                    PersonService people = host.bean(PersonService.class);
                    people.add(person("Vaqif", "Əliyev"));
                    people.add(person("Sinéad", "O'Brien"));
                    people.add(person("D’Ávila-Oʻa", "Gaŀla"));
                    people.add(person("!!!", "🎸 ☠"));
                    people.add(person("Bo", "Li"));
                });
        Set<String> before = host.inTransaction(caller, this::made);
        assertThat(before).contains("eliyev vaqif: eliyev vaqif", "0 0 0\ta.a.a: 0");
        host.inTransaction(caller, this::asBefore);
        assertThat(host.inTransaction(caller, this::keys)).isNotEqualTo(before);
        host.inTransaction(caller, this::step);
        assertThat(host.inTransaction(caller, this::keys)).isEqualTo(before);
    }

    @Test
    void ofTwoThatHaveOneKeyNowOneKeepsItsOwn() {
        host.inTransaction(
                caller,
                () -> {
                    new OrganisationKeys(entities).byKey(List.of("Eli", "Əlo"));
                    run(
                            "update organisation set name = 'Əli', name_key = 'əli' where name = 'Əlo'");
                    return step();
                });
        assertThat(host.inTransaction(caller, this::keys))
                .anyMatch(key -> key.startsWith("eli:"))
                .anyMatch(key -> key.startsWith("əli:"));
    }

    @Test
    void ofTwoThatDifferInTheShapeOfAnApostropheOneKeepsItsOwn() {
        host.inTransaction(
                caller,
                () -> {
                    new OrganisationKeys(entities).byKey(List.of("O'Neill's", "Other"));
                    run(
                            "update organisation set name = 'O’Neill’s', name_key = E'o neill s\ta’a’a'"
                                    + " where name = 'Other'");
                    step(STEPS.getLast());
                    return caller;
                });
        assertThat(host.inTransaction(caller, this::keys))
                .contains("o neill s\ta'a'a: neill o oneills s")
                .anyMatch(key -> key.startsWith("o neill s\ta’a’a:"));
    }

    private Set<String> made() {
        new OrganisationKeys(entities).byKey(NAMES);
        return keys();
    }

    /** What the code made of them before. */
    private Set<String> asBefore() {
        run(
                """
                update person set search_text = ' vaqif əliyev', name_key = 'əliyev vaqif'
                    where given = 'Vaqif';
                update person set search_text = ' sinead o brien' where given = 'Sinéad';
                update person set search_text = ' d avila oʻa gal la', name_key = 'gal la d avila oʻa'
                    where family = 'Gaŀla';
                update person set search_text = '' where given = '!!!';
                update organisation set name_key = rtrim(split_part(name_key, E'\\t', 1));
                update organisation set name_key = lower(name), search_text = '' where name_key = '';
                update organisation set name_key = 'ɛwe ɔkɔ', search_text = ' ɛwe ɔkɔ'
                    where name = 'Ɛwe-Ɔkɔ';
                update organisation set name_key = 'ʻohana', search_text = ' ʻohana'
                    where name = 'ʻOhana';
                update organisation set name_key = 'οδος', search_text = ' οδος'
                    where name = 'ΟΔΟΣ';
                update organisation set search_text = ' levi s sohne' where name like 'Levi%';
                update organisation set search_text = ' gal la bar' where name like 'Gal%';
                """);
        return keys();
    }

    private Set<String> step() {
        STEPS.forEach(this::step);
        return keys();
    }

    private void step(String name) {
        run(MigrationStep.sql(name));
    }

    private void run(String sql) {
        MigrationStep.run(entities, sql);
    }

    /** Each key, and the words that find it. */
    private Set<String> keys() {
        Stream<?> rows =
                Stream.of("person", "organisation")
                        .flatMap(
                                table ->
                                        entities
                                                .createNativeQuery(
                                                        "select name_key, search_text from "
                                                                + table)
                                                .getResultList()
                                                .stream());
        return SqlValues.rows(rows.toList())
                .map(row -> row[0] + ": " + words(SqlValues.text(row[1])))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String words(String searched) {
        return String.join(" ", new TreeSet<>(Arrays.asList(searched.strip().split(" "))));
    }
}
