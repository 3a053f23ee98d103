package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonRow;

/** Whom a row is about: the same person under another spelling, and not the next at the address. */
class TellPeopleApartTest {

    private static final String SHOP =
            """
            id,name,email
            1,Alma Ayer,alma@shop.example
            2,Abel Amis,abel@shop.example
            """;
    private static final String CLUB =
            """
            user_id,name,email,status
            1,Zita Zorn,zita@club.example,unsubscribed
            2,Zeno Zell,zeno@club.example,subscribed
            """;

    private final Importing files = new Importing();

    @ParameterizedTest
    @ValueSource(strings = {"Shop", "Club"})
    void twoListsThatNumberTheirPeopleAreTwoLists(String source) {
        files.run(
                () -> {
                    files.imported(SHOP, "Shop");
                    ImportId club = files.imported(CLUB, source);
                    assertThat(files.counts(club)).isEqualTo(new ImportCounts(2, 2, 0, 0, 0, 0, 1));
                    assertThat(files.names())
                            .containsExactlyInAnyOrder(
                                    "Alma Ayer", "Abel Amis", "Zita Zorn", "Zeno Zell");
                    assertThat(mails("Alma Ayer")).containsExactly("alma@shop.example");
                    assertThat(files.standing("Alma Ayer")).isEqualTo(Standing.State.GRANTED);
                    assertThat(files.standing("Zita Zorn")).isEqualTo(Standing.State.WITHDRAWN);

                    files.imports().undo(club);
                    assertThat(files.standing("Alma Ayer")).isEqualTo(Standing.State.GRANTED);
                    assertThat(files.names()).containsExactly("Abel Amis", "Alma Ayer");
                });
    }

    @Test
    void aRowThatNamesAnOrganisationAloneIsSetAsideAndComesInAsOne() throws Exception {
        files.call(
                () -> {
                    ImportId people =
                            files.imported(
                                    """
                                    First Name,Last Name,Company,Job Title,E-mail Address,Business City
                                    Ada,King,Hall,,ada@hall.example,Bonn
                                    ,,Club X,,info@club.example,Berlin
                                    ,,Radio Y,Booker,booker@radio.example,
                                    ,,Club Z,,,Celle
                                    """);
                    assertThat(files.names())
                            .containsExactlyInAnyOrder("Ada King", "booker@radio.example");
                    assertThat(files.faults(people))
                            .contains("It names an organisation and nobody there.");
                    assertThat(files.imports().organisations(people)).isEqualTo(2);

                    ImportDraft draft = files.imports().beginOrganisations(people);
                    assertThat(draft.kind()).isEqualTo(PartyTables.ORGANISATION);
                    assertThat(draft.columns()).hasSize(6);
                    ImportId organisations = files.rehearsed(draft);
                    assertThat(files.counts(organisations).created()).isEqualTo(2);
                    CrmHost.runs(files.imports(), organisations);
                    OrganisationDetails club =
                            files.organisation(files.organisation("Club X")).details();
                    assertThat(club.city()).isEqualTo("Berlin");
                    assertThat(club.contacts())
                            .containsExactly(ContactPoint.mail("info@club.example"));
                    assertThat(files.names()).hasSize(2);
                    return organisations;
                });
    }

    @Test
    void aRowThatNamesAnOrganisationAloneIsAboutWhoeverIsHereUnderItsAddress() {
        files.run(
                () -> {
                    SubjectId ada =
                            files.add(
                                    CrmHost.person(
                                            "Ada", "King", ContactPoint.mail("ada@x.example")));
                    files.add(CrmHost.person("Bo", "Berg", ContactPoint.mail("office@x.example")));
                    files.add(CrmHost.person("Cy", "Cole", ContactPoint.mail("office@x.example")));
                    ImportId id =
                            files.imported(
                                    """
                                    First Name,Last Name,Company,E-mail Address,City
                                    Di,Dorn,,di@x.example,
                                    ,,Hall,ada@x.example,Bonn
                                    Ada,King,,ADA@x.example,Rome
                                    ,,Office,office@x.example,
                                    ,,Dorn,di@x.example,
                                    """);
                    assertThat(files.counts(id)).isEqualTo(new ImportCounts(5, 1, 1, 0, 1, 2, 0));
                    assertThat(files.imports().organisations(id)).isEqualTo(2);
                    PersonDetails now = files.people().find(ada).orElseThrow().details();
                    assertThat(now.name().display()).isEqualTo("Ada King");
                    assertThat(now.city()).isEqualTo("Bonn");
                    assertThat(now.affiliations()).containsExactly(new Affiliation("Hall", ""));
                    assertThat(files.allOrganisations())
                            .extracting(OrganisationDetails::name)
                            .containsExactly("Hall");
                    files.imports().undo(id);
                    assertThat(files.people().find(ada).orElseThrow().details().affiliations())
                            .isEmpty();
                });
    }

    @Test
    void whoAgreedOrHasANumberIsSomebodyAndANoIsHeard() {
        files.run(
                () -> {
                    ImportId id =
                            files.imported(
                                    """
                                    Email,First Name,Last Name,Company,Status,Customer ID
                                    a@x.example,,,Hall,subscribed,
                                    b@x.example,,,Hall,,17
                                    c@x.example,,,Hall,unsubscribed,
                                    d@x.example,,,Hall,,
                                    """);
                    assertThat(files.names())
                            .containsExactlyInAnyOrder("a@x.example", "b@x.example");
                    assertThat(files.counts(id).faulty()).isEqualTo(2);
                    assertThat(files.suppression("c@x.example")).isPresent();
                    assertThat(files.suppression("d@x.example")).isEmpty();
                });
    }

    @Test
    void aListThatHasNoNamesIsOfPeople() {
        files.run(
                () -> {
                    files.imported("Email,Company,Language\na@x.example,Hall,de\n");
                    assertThat(files.names()).containsExactly("a@x.example");
                });
    }

    @Test
    void aPhoneKeepsItsCountryWhenThePersonIsEdited() {
        String list = "name,phone\nAnna Berg,0341 770001\n";
        files.run(
                () -> {
                    files.imported(list);
                    String exported = files.exported();
                    PersonProfile anna =
                            files.people().find(files.byName("Anna Berg")).orElseThrow();
                    files.people().change(anna.id(), anna.version(), anna.details());
                    assertThat(files.exported()).isEqualTo(exported).contains("+49341770001");
                    assertThat(files.counts(files.imported(list)).unchanged()).isEqualTo(1);
                });
    }

    @Test
    void aNumberAloneIsOnlyBelievedOfItsOwnList() {
        files.run(
                () -> {
                    files.imported(SHOP, "Shop");
                    files.imported("id,email\n1,zita@club.example\n", "Club");
                    assertThat(mails("Alma Ayer")).containsExactly("alma@shop.example");
                    ImportId moved = files.imported("id,email\n1,alma@new.example\n", " SHOP");
                    assertThat(files.counts(moved).changed()).isEqualTo(1);
                    assertThat(mails("Alma Ayer"))
                            .containsExactly("alma@shop.example", "alma@new.example");
                    files.imported("id,name,status\n1,,unsubscribed\n", "Club");
                    assertThat(files.standing("Alma Ayer")).isEqualTo(Standing.State.GRANTED);
                    files.imported("id,name,status\n2,,unsubscribed\n", "A third");
                    assertThat(files.standing("Abel Amis")).isEqualTo(Standing.State.WITHDRAWN);
                });
    }

    @Test
    void ourOwnExportFindsEverybodyOfEveryListAgain() {
        files.run(
                () -> {
                    files.imported("Customer ID,Name,Handle\nB1,Moby,@moby\nB2,Cher,\n", "Shop");
                    files.imported("Customer ID,Name,Handle\nB1,Moby,@other\nB2,Seal,\n", "Club");
                    files.imported("Name,Handle\nBono,@bono\n", "Guest book");
                    String exported = files.exported();
                    ImportId again = files.imported(exported, "Our export");
                    assertThat(files.counts(again).unchanged()).isEqualTo(5);
                    assertThat(files.names()).hasSize(5);
                    Importing elsewhere = new Importing();
                    elsewhere.run(
                            () -> {
                                elsewhere.imported(exported, "Our export");
                                assertThat(elsewhere.exported()).isEqualTo(exported);
                                ImportId twice = elsewhere.imported(exported, "Otherwise");
                                assertThat(elsewhere.counts(twice).unchanged()).isEqualTo(5);
                            });
                });
    }

    @Test
    void whoIsCalledOtherwiseInTheirOwnListGetsTheNewName() {
        files.run(
                () -> {
                    files.imported(SHOP, "Shop");
                    files.imported("id,name,email\n1,Alma Berg,alma@shop.example\n", "Shop");
                    assertThat(files.names()).containsExactly("Abel Amis", "Alma Berg");
                    files.imported("id,name,email\n2,Abel Amis,abel@new.example\n", "Shop 2");
                    assertThat(mails("Abel Amis")).hasSize(2);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "Anna Meier, Peter Meier",
        "Jan van Dijk, Piet van den Berg",
        "Maria de la Cruz, Juan de Boer",
        "Anna Meier, A. Huber",
        "Anna Meier, Andrea Meier",
        "Anna Meier, P. Meier",
        "Person 1, Person 12"
    })
    void differentPeopleShareAnAddressAndAPhone(String one, String other) {
        files.run(
                () -> {
                    String mail = "name,email\n%s,office@band.example\n";
                    files.imported(mail.formatted(one));
                    assertThat(files.counts(files.imported(mail.formatted(other))).created())
                            .isEqualTo(1);
                    assertThat(files.names()).containsExactlyInAnyOrder(one, other);

                    ImportId both =
                            files.imported(
                                    "name,phone\n%s,0341 999 111\n%s,0341 999 111\n"
                                            .formatted(one, other));
                    assertThat(files.counts(both).created()).isEqualTo(2);
                    assertThat(files.counts(both).duplicate()).isZero();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "Anna Meier, ANNA MEIER, ANNA MEIER",
        "Antonin Dvorak, Antonín Dvořák, Antonín Dvořák",
        "Jürgen Müller, Juergen Mueller, Jürgen Müller",
        "Anna Meier, A. Meier, Anna Meier",
        "A. Meier, Anna Meier, Anna Meier",
        "Anna Meier, Meier Anna, Anna Meier",
        "Anna, Anna Meier, Anna Meier",
        "Anna Maria Meier, Anna Meier, Anna Maria Meier",
        "Jan van Dijk, Jan Dijk, Jan van Dijk",
        "Anna Meier, Anna Meier-Huber, Anna Meier-Huber"
    })
    void onePersonIsWrittenInManyWays(String here, String row, String then) {
        files.run(
                () -> {
                    String mail = "name,email,city\n%s,office@band.example,%s\n";
                    files.imported(mail.formatted(here, "Bonn"));
                    ImportId again = files.imported(mail.formatted(row, "Graz"));
                    assertThat(files.counts(again).changed()).isEqualTo(1);
                    assertThat(files.names()).containsExactly(then);
                    files.imports().undo(again);
                    assertThat(files.names()).containsExactly(here);
                });
    }

    @Test
    void aChoirAtOneAddressIsTakenOnceEach() {
        String choir =
                "name,email\n"
                        + IntStream.range(0, 300)
                                .mapToObj(
                                        i -> "Ada%1$d Alt%1$d,office@choir.example\n".formatted(i))
                                .collect(Collectors.joining());
        files.run(
                () -> {
                    ImportId first = files.imported(choir + choir.replace("name,email\n", ""));
                    assertThat(files.counts(first))
                            .isEqualTo(new ImportCounts(600, 300, 0, 0, 300, 0, 0));
                    ImportId again = files.imported(choir);
                    assertThat(files.counts(again))
                            .isEqualTo(new ImportCounts(300, 0, 0, 300, 0, 0, 0));
                });
    }

    @Test
    void aRefusalFindsThePersonThoughSomethingUnseenIsInTheAddress() {
        files.run(
                () -> {
                    files.imported(
                            """
                            name,email,status
                            Jana Nbsp,jana@nb.example,subscribed
                            Zara Zwsp,zara@nb.example,subscribed
                            Trail Nbsp,trail@nb.example,subscribed
                            Full Width,full@nb.example,subscribed
                            """);
                    ImportId id =
                            files.imported(
                                    "email,status\n"
                                            + "\u00a0jana@nb.example,unsubscribed\n"
                                            + "\u200bzara@nb.example,unsubscribed\n"
                                            + "trail@nb.example\u00a0,unsubscribed\n"
                                            + "full\uff20nb.example,unsubscribed\n");
                    assertThat(files.counts(id).created()).isZero();
                    assertThat(files.names())
                            .allSatisfy(
                                    name ->
                                            assertThat(files.standing(name))
                                                    .isEqualTo(Standing.State.WITHDRAWN));
                });
    }

    private List<String> mails(String name) {
        PersonRow row =
                files.rows().stream()
                        .filter(r -> r.display().equals(name))
                        .findFirst()
                        .orElseThrow();
        return files.people().find(row.id()).orElseThrow().details().contacts().stream()
                .map(ContactPoint::value)
                .toList();
    }
}
