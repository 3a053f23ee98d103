package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.csv.CsvShape;
import studio.backline.plugins.crm.importing.ImportSample.Outcome;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyTables;

/** A file of organisations becomes organisations, through the same steps as one of people. */
class ImportOrganisationsTest {

    private static final String EXPORTED =
            "Organisation,Mail,Phone,Handle,Web,Roles,Tags,City,Country\n";

    private final Importing files = new Importing();
    private final ImportService imports = files.imports();

    @Test
    void anExportIntoAnEmptyWorkspaceGivesEqualOrganisationsAndTwiceChangesNothing() {
        List<OrganisationDetails> kept = List.of(whole(), named("O’Neill’s, \"Bar\" | Grill"));
        String exported =
                files.call(
                        () -> {
                            kept.forEach(files.organisations()::add);
                            files.organisations().add(named("'-5 Club"));
                            files.organisations().add(named("＋Plus"));
                            return files.exportedOrganisations();
                        });
        Importing empty = new Importing();
        empty.run(
                () -> {
                    ImportDraft draft = empty.begun("organisations.csv", exported);
                    assertThat(draft.kind()).isEqualTo(PartyTables.ORGANISATION);
                    assertThat(draft.columns())
                            .extracting(ImportColumn::field)
                            .doesNotContain(ImportField.IGNORE);
                    CrmHost.runs(imports, empty.rehearsed(draft));
                    assertThat(empty.allOrganisations())
                            .containsAll(kept)
                            .isEqualTo(files.call(files::allOrganisations));
                    assertThat(empty.exportedOrganisations()).isEqualTo(exported);

                    ImportCounts again = empty.counts(empty.imported(exported));
                    assertThat(again).isEqualTo(new ImportCounts(4, 0, 0, 4, 0, 0, 0));
                    assertThat(empty.exportedOrganisations()).isEqualTo(exported);
                });
    }

    private static OrganisationDetails whole() {
        return new OrganisationDetails(
                "=Hall",
                "Łódź",
                "'Polska",
                Set.of(PartyRole.VENUE, PartyRole.PROMOTER),
                List.of(
                        new ContactPoint(ContactKind.MAIL, "booking", "b@hall.example"),
                        new ContactPoint(ContactKind.MAIL, "press [de]", "b@hall.example"),
                        ContactPoint.mail("a@hall.example"),
                        new ContactPoint(ContactKind.PHONE, "", "+48 42 123 45 67"),
                        new ContactPoint(ContactKind.PHONE, "box office", "042 / 99, ext. 3"),
                        new ContactPoint(ContactKind.HANDLE, "instagram", "@hall"),
                        new ContactPoint(ContactKind.HANDLE, "tiktok", "@hall"),
                        new ContactPoint(ContactKind.WEB, "", "hall.example/a;b")),
                Set.of("b", "a, or c", "-minus"));
    }

    private static OrganisationDetails named(String name) {
        return new OrganisationDetails(name, "", "", Set.of(), List.of(), Set.of());
    }

    @Test
    void theDryRunCountsWhatTheRunThenDoes() {
        OrganisationDetails bar =
                new OrganisationDetails(
                        "O’Neill's",
                        "Cork",
                        "",
                        Set.of(),
                        List.of(ContactPoint.mail("bar@oneills.example")),
                        Set.of("irish"));
        OrganisationDetails changed =
                new OrganisationDetails(
                        "O’Neill's",
                        "Dublin",
                        "",
                        Set.of(PartyRole.VENUE),
                        List.of(
                                ContactPoint.mail("bar@oneills.example"),
                                ContactPoint.mail("new@oneills.example")),
                        Set.of("irish"));
        files.run(
                () -> {
                    files.organisations().add(bar);
                    files.organisations().add(named("As it is"));
                    ImportId id = files.imported(mixed());
                    assertThat(files.counts(id)).isEqualTo(new ImportCounts(9, 1, 1, 1, 1, 5, 0));
                    assertThat(files.allOrganisations()).contains(changed, named("As it is"));
                    assertThat(found("new@oneills")).containsExactly("O’Neill's");
                    assertThat(found("f@fresh")).containsExactly("Fresh");
                    assertThat(files.faults(id))
                            .contains(
                                    "It is about the same one as row 4 and was left out. If it holds more than that row: bring the file of left-out rows afterwards as a list of its own and what is new is added.,FRESH,other@fresh.example,",
                                    "It has no name.,,nobody@fresh.example,",
                                    "Mail is no mail address.,Bad mail,not an address,",
                                    "Organisation goes over two lines.",
                                    "Organisation is too long.",
                                    "Ragged,,");
                });
    }

    private static String mixed() {
        return EXPORTED
                + """
                O'NEILL'S,"BAR@oneills.example
                new@oneills.example",,,,venue,irish,Dublin,
                as it is,,,,,,,,
                Fresh,f@fresh.example,,,,venue,new tag,,
                FRESH,other@fresh.example,,,,,,,
                ,nobody@fresh.example,,,,,,,
                Bad mail,not an address,,,,,,,
                "Two
                lines",,,,,,,,
                """
                + "%s,,,,,,,,\n".formatted("x".repeat(201))
                + "Ragged,,\n";
    }

    @Test
    void theDryRunShowsWhatWouldChange() {
        files.run(
                () -> {
                    files.organisations().add(named("Hall"));
                    ImportId id =
                            files.rehearsed(EXPORTED + "Hall,b@hall.example,,,,venue,big,Graz,\n");
                    assertThat(imports.samples(id))
                            .filteredOn(row -> row.outcome() == Outcome.CHANGED)
                            .flatExtracting(ImportSample::changes)
                            .extracting(ImportSample.Change::field, ImportSample.Change::after)
                            .map(Object::toString)
                            .containsExactly(
                                    "(\"city\", \"Graz\")",
                                    "(\"mail\", \"b@hall.example\")",
                                    "(\"roles\", \"venue\")",
                                    "(\"tags\", \"big\")");
                    assertThat(files.allOrganisations()).containsExactly(named("Hall"));
                });
    }

    private List<String> found(String words) {
        return files
                .organisations()
                .page(PartyFilter.search(words), Optional.empty(), false, 10)
                .rows()
                .stream()
                .map(row -> row.name())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Organisation,Mail,Phone,Handle,Web,Roles,Tags,City,Country | ORGANISATION",
                "Organisation,Mail,Phone,Handle,Web,Roles,Tags,City,Country,Mail status,Mail status since,Mail status source | ORGANISATION",
                "Venue,Telefon,Ort | ORGANISATION",
                "Firma;E-Mail;Webseite | ORGANISATION",
                "Company,Email,Instagram,Source | ORGANISATION",
                "First name,Last name,Company | PERSON",
                "Name,Company,Email | PERSON",
                "Email,Company,Position | PERSON",
                "Email,Company,Subscribed | PERSON",
                "Email,City | PERSON"
            })
    void whatAFileHoldsIsGuessedFromItsNames(String header, PartyTables kind) {
        files.run(() -> assertThat(files.begun("x.csv", header + "\n").kind()).isEqualTo(kind));
    }

    @Test
    void whatAFileHoldsIsSaidOtherwiseAndBothAreRememberedApart() {
        String list = "Name,Email\nHall,b@hall.example\n";
        files.run(
                () -> {
                    CrmHost.runs(imports, files.rehearsed(files.begun("people.csv", list)));
                    assertThat(files.names()).containsExactly("Hall");

                    ImportDraft people = files.begun("more.csv", list);
                    assertThat(people.kind()).isEqualTo(PartyTables.PERSON);
                    assertThat(people.remembered()).isTrue();
                    ImportDraft places = said(people);
                    assertThat(places.remembered()).isFalse();
                    assertThat(places.columns())
                            .extracting(ImportColumn::field)
                            .containsExactly(ImportField.ORGANISATION, ImportField.MAIL);
                    assertThat(draft(places.id()).kind()).isEqualTo(PartyTables.ORGANISATION);
                    CrmHost.runs(imports, files.rehearsed(places));
                    assertThat(files.allOrganisations())
                            .extracting(OrganisationDetails::name)
                            .containsExactly("Hall");

                    ImportDraft again = files.begun("again.csv", list);
                    assertThat(again.kind()).isEqualTo(PartyTables.ORGANISATION);
                    assertThat(again.remembered()).isTrue();
                });
    }

    @Test
    void whatAFileHeldIsRememberedWhateverTheOrderOfItsColumnsAndWithOneMore() {
        files.run(
                () -> {
                    ImportDraft places =
                            said(
                                    files.begun(
                                            "a.csv",
                                            "Name,Email,Town\nHall,b@hall.example,Graz\n"));
                    CrmHost.runs(imports, files.rehearsed(places));

                    for (String header :
                            List.of(
                                    "Email,Name,Town",
                                    "Why this row was left out,Name,Email,Town")) {
                        ImportDraft again = files.begun("b.csv", header + "\n");
                        assertThat(again.kind()).as(header).isEqualTo(PartyTables.ORGANISATION);
                    }
                    assertThat(
                                    files.begun(
                                                    "c.csv",
                                                    "Name,Email,Town,First name,Phone,Status\n")
                                            .kind())
                            .isEqualTo(PartyTables.PERSON);
                });
    }

    @Test
    void whatWasRehearsedAsOneIsSaidToBeTheOther() {
        files.run(
                () -> {
                    ImportDraft places =
                            files.begun("x.csv", EXPORTED + "Hall,b@hall.example,,,,,,,\n");
                    files.rehearsed(places);
                    ImportDraft people = said(places, PartyTables.PERSON);
                    assertThat(draft(places.id()).kind()).isEqualTo(PartyTables.PERSON);
                    assertThat(imports.plan(places.id())).isEmpty();
                    files.rehearsed(people);
                    assertThat(draft(places.id()).columns()).hasSize(9);

                    // Nothing in it is their name.
                    ImportDraft mails = files.begun("y.csv", "Email\na@example.org\n");
                    files.rehearsed(mails);
                    said(mails);
                    assertThat(draft(mails.id()).kind()).isEqualTo(PartyTables.ORGANISATION);
                });
    }

    private ImportDraft said(ImportDraft draft) {
        return said(draft, PartyTables.ORGANISATION);
    }

    private ImportDraft said(ImportDraft draft, PartyTables kind) {
        return unbroken(
                () ->
                        imports.reshape(
                                draft.id(),
                                new CsvShape(StandardCharsets.UTF_8, ','),
                                Optional.of(true),
                                Optional.of(kind)));
    }

    private ImportDraft draft(ImportId id) {
        return unbroken(() -> imports.draft(id));
    }

    private static <T> T unbroken(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRowWithWhichOneWouldHaveMoreThanItsFormTakesIsLeftOut() {
        OrganisationDetails many =
                new OrganisationDetails(
                        "Hall",
                        "",
                        "",
                        Set.of(),
                        IntStream.range(0, ContactPoint.MAX_COUNT)
                                .mapToObj(i -> ContactPoint.mail("a%d@x.example".formatted(i)))
                                .toList(),
                        Set.of());
        files.run(
                () -> {
                    files.organisations().add(many);
                    ImportId id = files.imported(EXPORTED + "Hall,b@hall.example,,,,,,Graz,\n");
                    assertThat(files.counts(id)).isEqualTo(new ImportCounts(1, 0, 0, 0, 0, 1, 0));
                    assertThat(files.allOrganisations()).containsExactly(many);
                });
    }

    @Test
    void aFileWithoutTheirNamesIsNoListOfOrganisations() {
        files.run(
                () -> {
                    ImportDraft draft =
                            said(files.begun("x.csv", "City,Email\nGraz,a@b.example\n"));
                    assertThatThrownBy(() -> files.rehearsed(draft))
                            .isInstanceOfSatisfying(
                                    MappingRefusedException.class,
                                    refused ->
                                            assertThat(refused.key())
                                                    .isEqualTo("crm.import.mapping.nameless"));
                });
    }

    /** Nobody asks an office; but an address of it may be a person's, and a no is a no. */
    @Test
    void aNoClosesTheAddressForEverybodyAndStaysAndAYesOpensNothing() {
        files.run(
                () -> {
                    SubjectId ada =
                            files.add(
                                    CrmHost.person(
                                            "Ada", "King", ContactPoint.mail("ada@hall.example")));
                    ImportId id =
                            files.rehearsed(
                                    said(
                                            files.begun(
                                                    "venues.csv",
                                                    """
                                                    Venue,Email,Status
                                                    Hall,ada@hall.example,unsubscribed
                                                    Club,b@club.example,bounced
                                                    Bar,c@bar.example,subscribed
                                                    Inn,,unsubscribed
                                                    """)));
                    CrmHost.runs(imports, id);
                    assertThat(files.counts(id).optOuts()).isEqualTo(2);
                    assertThat(files.standing(ada)).isEqualTo(Standing.State.WITHDRAWN);
                    assertThat(files.said(ada).source()).isEqualTo("venues.csv");
                    assertThat(closed("b@club.example")).contains(Standing.State.BOUNCED);
                    assertThat(files.suppression("c@bar.example")).isEmpty();
                    assertThat(files.names()).containsExactly("Ada King");
                    imports.undo(id);
                    assertThat(files.allOrganisations()).isEmpty();
                    assertThat(files.standing(ada)).isEqualTo(Standing.State.WITHDRAWN);
                    assertThat(closed("b@club.example")).contains(Standing.State.BOUNCED);
                });
    }

    private Optional<Standing.State> closed(String mail) {
        return files.suppression(mail).map(Standing::state);
    }

    @Test
    void anotherWorkspacesOrganisationsAreNeverMatched() {
        Importing theirs = new Importing();
        String list = EXPORTED + "Hall,b@hall.example,,,,venue,big,,\n";
        theirs.run(() -> theirs.organisations().add(named("Hall")));
        files.run(() -> assertThat(files.counts(files.imported(list)).created()).isEqualTo(1));
        theirs.run(() -> assertThat(theirs.allOrganisations()).containsExactly(named("Hall")));
    }
}
