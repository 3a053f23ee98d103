package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonService;

class ImportPeopleTest {

    private final Importing files = new Importing();
    private final ImportService imports = files.imports();
    private final PersonService people = files.people();

    @Test
    void rehearsesAndImportsAFileAsPeopleHaveIt() {
        String csv =
                """
                Vorname;Nachname;E-Mail;Telefon;Schlagworte;Stadt
                Antonin;Dvorák;tony@example.org;+420 123 456 789;Brass, Strings;Praha
                "Anna ""Ännchen""\";Meyer;"anna@example.org
                a.meyer@example.com";;;"Bad
                Homburg"
                Tom;Shared;anna@example.org;;;
                Anna;Meyer;ANNA@example.org;;;
                ;;not a mail;;;
                ;;;;;nowhere
                Too;Few
                """;
        files.run(
                () -> {
                    ImportId id =
                            files.rehearsed(
                                    files.begun(csv.getBytes(Charset.forName("windows-1252"))));
                    assertThat(files.counts(id)).isEqualTo(new ImportCounts(7, 3, 0, 0, 1, 3, 0));
                    assertThat(people.count(PartyFilter.ALL)).isZero();

                    CrmHost.runs(imports, id);
                    assertThat(files.stage(id)).isEqualTo(ImportState.DONE);
                    assertThat(files.counts(id)).isEqualTo(new ImportCounts(7, 3, 0, 0, 1, 3, 0));
                    assertThat(files.names())
                            .containsExactly(
                                    "Antonin Dvorák", "Anna \"Ännchen\" Meyer", "Tom Shared");
                });
    }

    @Test
    void aFileOfNothingButNoesInCellsThatAreRefusedIsRunForThem() {
        files.run(
                () -> {
                    ImportId id =
                            files.imported("name,mail,bounced\nDan,dan@c.example (private),yes\n");
                    assertThat(files.counts(id).faulty()).isOne();
                    assertThat(files.counts(id).optOuts()).isOne();
                    assertThat(files.suppression("dan@c.example")).isPresent();
                });
    }

    @Test
    void whoIsHereAlreadyLearnsWhatTheFileKnowsAndLosesNothing() {
        files.run(
                () -> {
                    PersonProfile here =
                            people.add(
                                    CrmHost.person(
                                            "Ada", "King", ContactPoint.mail("ada@example.org")));
                    ImportId id =
                            files.imported(
                                    """
                                    first name,last name,email,phone,city
                                    ,,ADA@example.org,+49 341 555 1234,London
                                    Ada,King,ada@example.org,,
                                    New,Comer,new@example.org,,
                                    """);
                    assertThat(files.counts(id)).isEqualTo(new ImportCounts(3, 1, 1, 0, 1, 0, 0));
                    PersonProfile now = people.find(here.id()).orElseThrow();
                    assertThat(now.details().name()).isEqualTo(here.details().name());
                    assertThat(now.details().city()).isEqualTo("London");
                    assertThat(now.details().contacts()).hasSize(2);

                    imports.undo(id);
                    assertThat(files.stage(id)).isEqualTo(ImportState.UNDONE);
                    assertThat(people.find(here.id()).orElseThrow().details())
                            .isEqualTo(here.details());
                    assertThat(people.count(PartyFilter.ALL)).isEqualTo(1);
                });
    }

    @Test
    void whatSomebodyIsAtAPlaceIsLearntToo() {
        files.run(
                () -> {
                    files.imported("name,email,company\nKarl Knoll,k@example.org,Radio Eins\n");
                    SubjectId karl = files.byName("Karl Knoll");
                    String second =
                            "name,email,company,job title\nKarl Knoll,k@example.org,radio eins,%s\n";
                    ImportId filled = files.imported(second.formatted("Editor"));
                    assertThat(files.counts(filled).changed()).isEqualTo(1);
                    assertThat(places(karl))
                            .containsExactly(new Affiliation("Radio Eins", "Editor"));
                    files.imported(second.formatted("Head of music"));
                    assertThat(files.counts(files.imported(second.formatted(""))).changed())
                            .isZero();
                    assertThat(places(karl))
                            .containsExactly(
                                    new Affiliation("Radio Eins", "Editor"),
                                    new Affiliation("Radio Eins", "Head of music"));
                    imports.undo(filled);
                    assertThat(places(karl)).hasSize(2);
                });
    }

    @Test
    void aRowWithWhichSomebodyWouldHaveTooMuchIsLeftOutAndItsRefusalIsTaken() {
        String row = "name,email,tags,company\nAnna Berg,\"anna@example.org%s\",\"x%s\",\"y%s\"\n";
        files.run(
                () -> {
                    files.imported(row.formatted(many(29), many(59), many(14)));
                    SubjectId anna = files.byName("Anna Berg");
                    for (String more :
                            List.of(
                                    row.formatted(many(21, "more"), "", ""),
                                    row.formatted("", many(41, "more"), ""),
                                    row.formatted("", "", many(6, "more")))) {
                        ImportId id = files.imported(more);
                        assertThat(files.counts(id))
                                .isEqualTo(new ImportCounts(1, 0, 0, 0, 0, 1, 0));
                        assertThat(files.faults(id)).contains("more than one person may have");
                    }
                    assertThat(people.find(anna).orElseThrow().details().contacts()).hasSize(30);

                    String refused = "name,email,status\nAnna Berg,\"anna@example.org%s\",%s\n";
                    ImportId no =
                            files.imported(refused.formatted(many(21, "more"), "unsubscribed"));
                    assertThat(files.counts(no)).isEqualTo(new ImportCounts(1, 0, 0, 0, 0, 1, 1));
                    assertThat(files.standing(anna)).isEqualTo(Standing.State.WITHDRAWN);

                    ImportId full = files.imported(row.formatted(many(20, "more"), "", ""));
                    assertThat(files.counts(full).changed()).isEqualTo(1);
                    assertThat(people.find(anna).orElseThrow().details().contacts()).hasSize(50);
                });
    }

    @Test
    void oneNameOnTwoPlatformsIsTwoWaysToReachSomebody() {
        files.run(
                () -> {
                    files.imported("name,email,instagram\nAda King,ada@example.org,@ada\n");
                    String more = "name,email,tiktok,Instagram\nAda King,ada@example.org,ada,Ada\n";
                    assertThat(files.counts(files.imported(more)).changed()).isEqualTo(1);
                    assertThat(files.counts(files.imported(more)).changed()).isZero();
                    assertThat(people.find(files.byName("Ada King")).orElseThrow().details())
                            .extracting(PersonDetails::contacts, list(ContactPoint.class))
                            .extracting(ContactPoint::label)
                            .containsExactly("", "instagram", "tiktok");
                });
    }

    private static String many(int count) {
        return many(count, "n");
    }

    private static String many(int count, String name) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\n%s%d@example.org".formatted(name, i))
                .collect(Collectors.joining());
    }

    private List<Affiliation> places(SubjectId person) {
        return people.find(person).orElseThrow().details().affiliations();
    }

    @Test
    void aServerKilledInTheMiddleGoesOnAndTakesNobodyTwice() {
        int rows = 12_000;
        String csv =
                "email,name\n"
                        + IntStream.range(0, rows)
                                .mapToObj(i -> "p%d@example.org,Person N%d\n".formatted(i, i))
                                .collect(Collectors.joining());
        files.run(
                () -> {
                    ImportId id = files.rehearsed(csv);
                    files.jobs().dieAfterCheckpoints(1);
                    CrmHost.runs(imports, id);
                    long before = people.count(PartyFilter.ALL);
                    assertThat(before).isBetween(1L, rows - 1L);
                    assertThat(files.counts(id).created()).isEqualTo(before);

                    files.jobs().resumeAll();
                    assertThat(files.stage(id)).isEqualTo(ImportState.DONE);
                    assertThat(people.count(PartyFilter.ALL)).isEqualTo(rows);
                    assertThat(files.counts(id))
                            .isEqualTo(new ImportCounts(rows, rows, 0, 0, 0, 0, 0));
                });
    }

    @Test
    void aMappingIsRememberedForFilesWithTheSameHeader() {
        files.run(
                () -> {
                    String csv = "aaa,bbb\nJo Do,jo@example.org\n";
                    ImportDraft first = files.begun("people.csv", csv);
                    List<ImportColumn> chosen =
                            List.of(
                                    column(first, 0, ImportField.FULL_NAME),
                                    column(first, 1, ImportField.MAIL));
                    imports.rehearse(first.id(), Importing.plan(chosen));
                    ImportDraft second = files.begun("people.csv", csv);
                    assertThat(second.remembered()).isTrue();
                    assertThat(second.columns())
                            .extracting(ImportColumn::field)
                            .containsExactly(ImportField.FULL_NAME, ImportField.MAIL);
                });
    }

    private static ImportColumn column(ImportDraft draft, int at, ImportField field) {
        ImportColumn found = draft.columns().get(at);
        return new ImportColumn(found.header(), found.samples(), field, "");
    }
}
