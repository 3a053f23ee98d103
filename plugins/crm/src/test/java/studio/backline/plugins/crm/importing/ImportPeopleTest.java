package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.csv.CsvShape;
import studio.backline.plugins.crm.importing.ImportSample.Outcome;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PeopleFilter;
import studio.backline.plugins.crm.person.PeopleSort;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonName;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonRow;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.tag.Tag;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.testkit.NaughtyStrings;
import studio.backline.testkit.flat.FlatHost;

class ImportPeopleTest {

    private final FlatHost host = CrmHost.host();
    private final ImportService imports = host.bean(ImportService.class);
    private final PersonService people = host.bean(PersonService.class);
    private final Caller caller = host.newWorkspace();

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
        host.run(
                caller,
                () -> {
                    ImportId id = rehearsed(csv.getBytes(Charset.forName("windows-1252")));
                    assertThat(counts(id)).isEqualTo(new ImportCounts(7, 3, 0, 0, 1, 3, 0));
                    assertThat(people.count(PeopleFilter.ALL)).isZero();

                    imports.run(id);
                    assertThat(state(id)).isEqualTo(ImportState.DONE);
                    assertThat(counts(id)).isEqualTo(new ImportCounts(7, 3, 0, 0, 1, 3, 0));
                    assertThat(names())
                            .containsExactly(
                                    "Antonin Dvorák", "Anna \"Ännchen\" Meyer", "Tom Shared");
                });
    }

    @Test
    void whoIsHereAlreadyLearnsWhatTheFileKnowsAndLosesNothing() {
        host.run(
                caller,
                () -> {
                    PersonProfile here =
                            people.add(
                                    CrmHost.person(
                                            "Ada", "King", ContactPoint.mail("ada@example.org")));
                    ImportId id =
                            imported(
                                    """
                                    first name,last name,email,phone,city
                                    ,,ADA@example.org,+49 341 555 1234,London
                                    Ada,King,ada@example.org,,
                                    New,Comer,new@example.org,,
                                    """);
                    assertThat(counts(id)).isEqualTo(new ImportCounts(3, 1, 1, 0, 1, 0, 0));
                    PersonProfile now = people.find(here.id()).orElseThrow();
                    assertThat(now.details().name()).isEqualTo(here.details().name());
                    assertThat(now.details().city()).isEqualTo("London");
                    assertThat(now.details().contacts()).hasSize(2);

                    imports.undo(id);
                    assertThat(state(id)).isEqualTo(ImportState.UNDONE);
                    assertThat(people.find(here.id()).orElseThrow().details())
                            .isEqualTo(here.details());
                    assertThat(people.count(PeopleFilter.ALL)).isEqualTo(1);
                });
    }

    @Test
    void whatSomebodyIsAtAPlaceIsLearntToo() {
        host.run(
                caller,
                () -> {
                    imported("name,email,company\nKarl Knoll,k@example.org,Radio Eins\n");
                    SubjectId karl = byName("Karl Knoll");
                    String second =
                            "name,email,company,job title\nKarl Knoll,k@example.org,radio eins,%s\n";
                    ImportId filled = imported(second.formatted("Editor"));
                    assertThat(counts(filled).changed()).isEqualTo(1);
                    assertThat(places(karl))
                            .containsExactly(new Affiliation("Radio Eins", "Editor"));
                    imported(second.formatted("Head of music"));
                    assertThat(counts(imported(second.formatted(""))).changed()).isZero();
                    assertThat(places(karl))
                            .containsExactly(
                                    new Affiliation("Radio Eins", "Editor"),
                                    new Affiliation("Radio Eins", "Head of music"));
                    imports.undo(filled);
                    assertThat(places(karl)).hasSize(2);
                });
    }

    private List<Affiliation> places(SubjectId person) {
        return people.find(person).orElseThrow().details().affiliations();
    }

    @Test
    void anUndoLeavesWhomSomebodyEditedSince() {
        host.run(
                caller,
                () -> {
                    ImportId id =
                            imported("name,email\nA One,a@example.org\nB Two,b@example.org\n");
                    PersonRow edited = rows().getFirst();
                    PersonProfile profile = people.find(edited.id()).orElseThrow();
                    people.change(edited.id(), profile.version(), CrmHost.person("A", "Changed"));
                    imports.undo(id);
                    assertThat(names()).containsExactly("A Changed");
                    assertThat(imports.find(id).orElseThrow().kept()).isEqualTo(1);
                });
    }

    @Test
    void optOutsAreTakenAtOnceAndStayAfterAnUndo() {
        host.run(
                caller,
                () -> {
                    SubjectId here =
                            people.add(
                                            CrmHost.person(
                                                    "Here",
                                                    "Already",
                                                    ContactPoint.mail("here@example.org")))
                                    .id();
                    ImportId id =
                            imported(
                                    """
                                    name,email,status,status date
                                    Here Already,here@example.org,unsubscribed,2024-05-01
                                    Fresh Yes,yes@example.org,subscribed,2023-01-02
                                    Fresh No,no@example.org,cleaned,
                                    Faulty,"bad, badly@example.org",unsubscribed,
                                    """);
                    assertThat(counts(id).optOuts()).isEqualTo(3);
                    assertThat(standing(here)).isEqualTo(Standing.State.WITHDRAWN);
                    assertThat(standing(byName("Fresh Yes"))).isEqualTo(Standing.State.GRANTED);
                    assertThat(standing(byName("Fresh No"))).isEqualTo(Standing.State.BOUNCED);

                    imports.undo(id);
                    assertThat(standing(here)).isEqualTo(Standing.State.WITHDRAWN);
                    imported("name,email\nFresh No,no@example.org\nX Badly,badly@example.org\n");
                    assertThat(standing(byName("Fresh No"))).isEqualTo(Standing.State.BOUNCED);
                    assertThat(standing(byName("X Badly"))).isEqualTo(Standing.State.WITHDRAWN);
                });
    }

    @Test
    void aServerKilledInTheMiddleGoesOnAndTakesNobodyTwice() {
        int rows = 50_000;
        String csv =
                "email,name\n"
                        + IntStream.range(0, rows)
                                .mapToObj(i -> "p%d@example.org,Person N%d\n".formatted(i, i))
                                .collect(Collectors.joining());
        host.run(
                caller,
                () -> {
                    ImportId id = rehearsed(csv.getBytes(StandardCharsets.UTF_8));
                    host.jobs().dieAfterCheckpoints(1);
                    imports.run(id);
                    long before = people.count(PeopleFilter.ALL);
                    assertThat(before).isBetween(1L, rows - 1L);
                    assertThat(counts(id).created()).isEqualTo(before);

                    host.jobs().resumeAll();
                    assertThat(state(id)).isEqualTo(ImportState.DONE);
                    assertThat(people.count(PeopleFilter.ALL)).isEqualTo(rows);
                    assertThat(counts(id)).isEqualTo(new ImportCounts(rows, rows, 0, 0, 0, 0, 0));
                });
    }

    @Test
    void rowsThatCannotBeTakenComeBackWithTheReason() {
        host.run(
                caller,
                () -> {
                    ImportId id =
                            imported(
                                    "name,email\nA B,=2+2\nA C,ok@example.org\n\"N\0L\",x@y.example\n");
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    assertThat(faults(id, out)).isEqualTo(2);
                    assertThat(out.toString(StandardCharsets.UTF_8))
                            .startsWith("\ufeffname,email,")
                            .contains("A B,'=2+2,")
                            .contains("N\ufffdL,x@y.example,");
                    assertThat(imports.samples(id))
                            .extracting(ImportSample::outcome)
                            .containsExactlyInAnyOrder(
                                    Outcome.FAULTY, Outcome.CREATED, Outcome.FAULTY);
                });
    }

    @Test
    void whatIsNoListIsRefusedAndNothingIsKept() {
        Map<BrokenFileException.Fault, byte[]> files =
                Map.of(
                        BrokenFileException.Fault.EMPTY, new byte[0],
                        BrokenFileException.Fault.PACKED, new byte[] {'P', 'K', 3, 4, 0, 0, 9, 9},
                        BrokenFileException.Fault.BINARY, new byte[5_000],
                        BrokenFileException.Fault.QUOTES, bytes("a,b\n1,\"two\n3,four\n"),
                        BrokenFileException.Fault.TOO_LONG, bytes("a,b\n" + "x".repeat(2_000_000)));
        host.run(
                caller,
                () -> {
                    files.forEach(
                            (fault, bytes) -> {
                                BrokenFileException broken =
                                        catchThrowableOfType(
                                                BrokenFileException.class,
                                                () ->
                                                        imports.begin(
                                                                "x.csv", out -> out.write(bytes)));
                                assertThat(broken).as(fault.name()).isNotNull();
                                assertThat(broken.fault()).isEqualTo(fault);
                            });
                    assertThat(imports.latest(10)).isEmpty();
                });
    }

    @Test
    void aQuoteThatBreaksFarDownIsToldAndChangesNobodyAndTheFileCanBeDiscarded() {
        String good = "A B,a%d@example.org\n".repeat(10_000);
        host.run(
                caller,
                () -> {
                    ImportDraft draft = begun(bytes("name,email\n" + good + "\"open,x\n"));
                    imports.rehearse(draft.id(), plan(draft));
                    // As if it had not been rehearsed: nothing is in, and nothing can be undone.
                    assertThat(state(draft.id())).isEqualTo(ImportState.DRAFT);
                    assertThat(
                                    imports.find(draft.id())
                                            .flatMap(ImportStatus::job)
                                            .flatMap(host.bean(Jobs.class)::find)
                                            .flatMap(JobStatus::message))
                            .hasValueSatisfying(
                                    why -> assertThat(why).contains("10,002", "Nothing was saved"));
                    assertThat(people.count(PeopleFilter.ALL)).isZero();

                    imports.discard(draft.id());
                    assertThat(imports.latest(10)).isEmpty();
                });
    }

    @Test
    void whatAnImportMadeBesidesPeopleGoesWithItsUndoUnlessSomebodyUsesIt() {
        TagService tags = host.bean(TagService.class);
        OrganisationService organisations = host.bean(OrganisationService.class);
        host.run(
                caller,
                () -> {
                    people.add(
                            new PersonDetails(
                                    PersonName.of("Ada", "King"),
                                    "",
                                    "",
                                    "",
                                    Set.of(),
                                    List.of(),
                                    List.of(new Affiliation("Old Hall", "")),
                                    Set.of("old")));
                    ImportId id =
                            imported(
                                    """
                                    name,email,company,tags
                                    A One,a@example.org,Old Hall,old
                                    B Two,b@example.org,Never Seen,new
                                    C Three,c@example.org,Meanwhile Used,used
                                    """);
                    PersonProfile stays = people.find(byName("Ada King")).orElseThrow();
                    people.change(
                            stays.id(),
                            stays.version(),
                            new PersonDetails(
                                    stays.details().name(),
                                    "",
                                    "",
                                    "",
                                    Set.of(),
                                    List.of(),
                                    List.of(new Affiliation("Meanwhile Used", "")),
                                    Set.of("used")));
                    imports.undo(id);
                    assertThat(tags.all())
                            .extracting(Tag::name)
                            .containsExactlyInAnyOrder("old", "used");
                    assertThat(
                                    organisations.page("", Optional.empty(), false, 50).stream()
                                            .map(each -> each.details().name()))
                            .containsExactlyInAnyOrder("Meanwhile Used", "Old Hall");
                });
    }

    @Test
    void aWrongGuessOfTheEncodingIsPutRight() throws Exception {
        byte[] csv =
                "name|email\nŁukasz Żak|l@example.org\n".getBytes(Charset.forName("windows-1250"));
        host.call(
                caller,
                () -> {
                    ImportDraft guessed = begun(csv);
                    assertThat(guessed.encoding()).isEqualTo("windows-1252");
                    ImportDraft wrong =
                            imports.reshape(
                                    guessed.id(),
                                    new CsvShape(Charset.forName("windows-1250"), ','));
                    assertThat(wrong.columns()).hasSize(1);
                    ImportDraft right =
                            imports.reshape(
                                    guessed.id(),
                                    new CsvShape(Charset.forName("windows-1250"), '|'));
                    assertThat(right.columns().getFirst().samples()).containsExactly("Łukasz Żak");
                    imports.rehearse(right.id(), plan(right));
                    imports.run(right.id());
                    assertThat(names()).containsExactly("Łukasz Żak");
                    return right;
                });
    }

    @Test
    void aMappingIsRememberedForFilesWithTheSameHeader() {
        host.run(
                caller,
                () -> {
                    byte[] csv = bytes("aaa,bbb\nJo Do,jo@example.org\n");
                    ImportDraft first = begun(csv);
                    List<ImportColumn> chosen =
                            List.of(
                                    column(first, 0, ImportField.FULL_NAME),
                                    column(first, 1, ImportField.MAIL));
                    imports.rehearse(first.id(), plan(first, chosen));
                    ImportDraft second = begun(csv);
                    assertThat(second.remembered()).isTrue();
                    assertThat(second.columns())
                            .extracting(ImportColumn::field)
                            .containsExactly(ImportField.FULL_NAME, ImportField.MAIL);
                });
    }

    @Test
    void naughtyNamesComeThroughUnharmed() {
        List<String> naughty =
                NaughtyStrings.all().stream()
                        .filter(text -> !text.isEmpty() && text.indexOf('\0') < 0)
                        .filter(text -> text.codePointCount(0, text.length()) <= 200)
                        .distinct()
                        .toList();
        StringBuilder csv = new StringBuilder("external id,given name,email\n");
        for (int i = 0; i < naughty.size(); i++) {
            csv.append(i)
                    .append(",\"")
                    .append(CsvCells.neutral(naughty.get(i)).replace("\"", "\"\""))
                    .append("\",n")
                    .append(i)
                    .append("@example.org\n");
        }
        host.run(
                caller,
                () -> {
                    ImportId id = imported(csv.toString());
                    assertThat(counts(id).created()).isEqualTo(naughty.size());
                    Set<String> kept =
                            allRows().stream()
                                    .map(row -> people.find(row.id()).orElseThrow())
                                    .map(person -> person.details().name().given())
                                    .collect(Collectors.toSet());
                    assertThat(kept).containsExactlyInAnyOrderElementsOf(naughty);
                });
    }

    private ImportId imported(String csv) {
        ImportId id = rehearsed(bytes(csv));
        ImportCounts rehearsed = counts(id);
        imports.run(id);
        assertThat(state(id)).isEqualTo(ImportState.DONE);
        assertThat(counts(id)).isEqualTo(rehearsed);
        return id;
    }

    private ImportId rehearsed(byte[] csv) {
        ImportDraft draft = begun(csv);
        imports.rehearse(draft.id(), plan(draft));
        assertThat(state(draft.id())).isEqualTo(ImportState.REHEARSED);
        return draft.id();
    }

    private ImportDraft begun(byte[] csv) {
        try {
            return imports.begin("people.csv", out -> out.write(csv));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BrokenFileException e) {
            throw new AssertionError(e);
        }
    }

    private long faults(ImportId id, ByteArrayOutputStream out) {
        try {
            return imports.writeFaults(id, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImportPlan plan(ImportDraft draft) {
        return plan(draft, draft.columns());
    }

    private static ImportPlan plan(ImportDraft draft, List<ImportColumn> columns) {
        return new ImportPlan(
                columns,
                LawfulBasis.CONSENT,
                "Guest book of " + draft.fileName(),
                LocalDate.of(2025, 3, 1),
                Set.of(PartyRole.FAN),
                Set.of(),
                "DE");
    }

    private static ImportColumn column(ImportDraft draft, int at, ImportField field) {
        ImportColumn found = draft.columns().get(at);
        return new ImportColumn(found.header(), found.samples(), field, "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private ImportState state(ImportId id) {
        return imports.find(id).orElseThrow().state();
    }

    private ImportCounts counts(ImportId id) {
        return imports.find(id).orElseThrow().counts();
    }

    private Standing.State standing(SubjectId id) {
        return host.inTransaction(
                caller,
                () -> host.bean(ConsentLedger.class).standing(id).get(Channel.EMAIL).state());
    }

    private SubjectId byName(String name) {
        return rows().stream()
                .filter(row -> row.display().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<String> names() {
        return rows().stream().map(PersonRow::display).toList();
    }

    private List<PersonRow> rows() {
        return people.page(PeopleFilter.ALL, PeopleSort.NAME, Optional.empty(), false, 200).rows();
    }

    private List<PersonRow> allRows() {
        List<PersonRow> all = new ArrayList<>(rows());
        while (true) {
            var page =
                    people.page(
                            PeopleFilter.ALL,
                            PeopleSort.NAME,
                            Optional.of(all.getLast().anchor()),
                            false,
                            200);
            all.addAll(page.rows());
            if (!page.more()) {
                return all;
            }
        }
    }
}
