package studio.backline.plugins.crm.party;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.organisation.OrganisationKeys;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.testkit.flat.FlatHost;

/** The letters at the edge of a list are those that its names begin with. */
class JumpByLetterTest {

    private final FlatHost host = CrmHost.host();
    private final Caller caller = host.newWorkspace();
    private final PersonService people = host.bean(PersonService.class);
    private final OrganisationService organisations = host.bean(OrganisationService.class);

    @Test
    void peopleAreFoundUnderTheLetterThatTheyAreSortedBy() {
        host.run(
                caller,
                () -> {
                    assertThat(people.letters(27)).isEmpty();
                    for (String family :
                            List.of(
                                    "Zola",
                                    "Ångström",
                                    "abel",
                                    "Żak",
                                    "7th",
                                    "Янка",
                                    "Ωmega",
                                    "李",
                                    "\ud840\udc0b")) {
                        people.add(CrmHost.person("", family));
                    }
                    assertThat(people.letters(27))
                            .containsExactly("A", "Z", "Ω", "Я", "李", "\ud840\udc0b");
                });
    }

    @Test
    void whatDoesNotStandByItselfIsNoLetterToJumpTo() {
        for (int letter : "Aßя李가אعกक\u00e5".codePoints().toArray()) {
            assertThat(PartyLetters.isSeen(letter)).as("%04x", letter).isTrue();
        }
        String unseen =
                "\u0007\u001b\u0301\u0e31\u093e\u200b\u200d\u202e\u2060\ufeff\ufffd\ue000"
                        + "\u115f\u1160\u1161\u11a8\u3164\uffa0\u02b0\u0640\u30fc\u21357!☠";
        for (int letter : unseen.codePoints().toArray()) {
            assertThat(PartyLetters.isSeen(letter)).as("%04x", letter).isFalse();
        }
        host.run(
                caller,
                () -> {
                    for (String family : List.of("\u0301Acute", "\u3164", "\u200bZero", "ー", "ᅡ")) {
                        people.add(CrmHost.person("", family));
                    }
                    assertThat(people.letters(27)).containsExactly("A", "Z");
                });
    }

    @Test
    void eachLetterIsOneLookIntoTheIndexHoweverManyNamesThereAre() {
        host.run(caller, () -> assertThat(organisations.letters(27)).isEmpty());
        host.inTransaction(
                caller,
                () -> {
                    EntityManager entities = host.bean(EntityManager.class);
                    new OrganisationKeys(entities)
                            .byKey(
                                    IntStream.range(0, 20_000)
                                            .mapToObj(i -> "%c %d".formatted('A' + i % 26, i))
                                            .toList());
                    return true;
                });
        // As autovacuum does after a while: what it last saw may be a few names of another test.
        host.database().execute("analyze p_crm.organisation");
        host.inTransaction(
                caller,
                () -> {
                    EntityManager entities = host.bean(EntityManager.class);
                    List<?> plan =
                            entities.createNativeQuery(
                                            "explain (analyze, timing off, costs off) "
                                                    + PartyTables.ORGANISATION.in(
                                                            PartyLetters.FIRSTS))
                                    .setParameter("looks", 500)
                                    .getResultList();
                    assertThat(plan.stream().map(String::valueOf))
                            .noneMatch(line -> line.contains("Seq Scan on organisation"))
                            .noneMatch(line -> line.contains(" Sort "))
                            .anyMatch(line -> line.contains("(name_key >= "));
                    return plan;
                });
        host.run(
                caller,
                () -> assertThat(organisations.letters(27)).hasSize(26).startsWith("A", "B"));
    }

    @Test
    void ofMoreThanThereIsRoomForSomeOfEachScriptAreOffered() {
        List<String> letters =
                IntStream.concat(
                                IntStream.rangeClosed('a', 'z'),
                                IntStream.concat(
                                        IntStream.rangeClosed('а', 'я'),
                                        IntStream.range('一', '一' + 90)))
                        .mapToObj(Character::toString)
                        .toList();
        List<String> offered = PartyLetters.thinned(letters, 27);
        assertThat(offered).hasSizeBetween(20, 27).startsWith("A").contains("А", "一");
        assertThat(PartyLetters.thinned(letters.subList(0, 26), 27)).hasSize(26);
    }
}
