package studio.backline.plugins.crm.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.ConsentRecord;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.consent.ConsentService;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.importing.ImportDraft;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.importing.ImportState;
import studio.backline.plugins.crm.importing.ImportStatus;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PeopleSort;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonName;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.testkit.flat.FlatHost;

class ExportPeopleTest {

    private static final PersonName NAME =
            new PersonName("Dr.", "=HYPERLINK(\"x\")", "O'Hara\n; \"Jr\"", "@stage", "-x", "+");
    private static final List<Affiliation> PLACES =
            List.of(
                    new Affiliation("Radio; TV, and more", ""),
                    new Affiliation("Orchester", "Oboe, first"));
    private static final List<ContactPoint> ADDRESSES =
            List.of(
                    ContactPoint.mail("b@example.org"),
                    new ContactPoint(ContactKind.MAIL, "work [1]\\", "a@example.org"),
                    new ContactPoint(ContactKind.MAIL, "private", "A@example.org"),
                    new ContactPoint(ContactKind.PHONE, "", "+49 341 555"),
                    new ContactPoint(ContactKind.PHONE, "home", "+49 341 555 1111"),
                    new ContactPoint(ContactKind.PHONE, "work", "+49 341 555 1111"),
                    new ContactPoint(ContactKind.PHONE, "1.2E+5", "+49 341 5551111"),
                    new ContactPoint(ContactKind.PHONE, "work", "+49 341 555 1111"),
                    new ContactPoint(ContactKind.HANDLE, "instagram", "@x;y"),
                    new ContactPoint(ContactKind.HANDLE, "", "odd [name]"),
                    new ContactPoint(ContactKind.HANDLE, "instagram", "___"),
                    new ContactPoint(ContactKind.WEB, "", "https://example.org/?a=1,2"),
                    new ContactPoint(ContactKind.WEB, "shop", "example.org/?a=1,2"));

    private final FlatHost host = CrmHost.host();

    @Test
    void whatIsExportedReadsBackEqualInAnEmptyWorkspace() {
        Caller from = host.newWorkspace();
        host.run(from, this::fill);
        String exported = host.call(from, this::export);
        assertThat(exported)
                .contains("'=HYPERLINK", "''=quoted", "'+49 341 555", "'@stage")
                .contains("a, b\n\"");

        Caller to = host.newWorkspace();
        host.run(to, () -> read(exported));
        assertThat(host.call(to, this::export)).isEqualTo(exported);
        // Nothing in a row tells that an address may be used which may not, or the other way.
        assertThat(host.call(to, this::standings))
                .isEqualTo(host.call(from, this::standings))
                .contains(
                        "Half half@example.org GRANTED",
                        "Half dead@example.org BOUNCED",
                        "Child child@example.org GRANTED",
                        "Child home@example.org WITHDRAWN",
                        "Parent parent@example.org WITHDRAWN",
                        "Twice t3@example.org OBJECTED",
                        "Letter letter@example.org WITHDRAWN",
                        "Old o2@example.org BOUNCED",
                        "Older o4@example.org BOUNCED",
                        "Silent silent@example.org BOUNCED",
                        "Silent s2@example.org nothing");
    }

    @Test
    void whateverSignsTagsAreMadeOfTheyReadBackEqual() {
        String signs = "\"\"*  ,;|:'a=\t\\";
        Random random = new Random(42);
        Set<String> tags = new HashSet<>(Set.of(" \"q\"", "\t\"q\" , \"r\" ", " * x"));
        while (tags.size() < 150) {
            String tag =
                    random.ints(1 + random.nextInt(6), 0, signs.length())
                            .mapToObj(i -> signs.substring(i, i + 1))
                            .collect(Collectors.joining());
            if (!tag.isBlank()) {
                tags.add(tag);
            }
        }
        Caller from = host.newWorkspace();
        host.run(from, () -> tags.forEach(this::tagged));
        String exported = host.call(from, this::export);

        Caller to = host.newWorkspace();
        host.run(to, () -> read(exported));
        assertThat(host.call(to, this::export).lines())
                .containsExactlyElementsOf(exported.lines().toList());
    }

    @Test
    void anAddressThatIsClosedClosesItsOwnersWhereverItCameFrom() {
        Caller here = host.newWorkspace();
        PersonService people = host.bean(PersonService.class);
        host.run(
                here,
                () -> {
                    var open =
                            people.add(
                                            CrmHost.person(
                                                    "Open",
                                                    "One",
                                                    ContactPoint.mail("open@example.org")))
                                    .id();
                    CrmHost.writes(here, open, ConsentEvent.GRANTED, "open@example.org");
                    var gone =
                            people.add(
                                            CrmHost.person(
                                                    "No",
                                                    "Body",
                                                    ContactPoint.mail("x@example.org")))
                                    .id();
                    CrmHost.writes(here, gone, ConsentEvent.WITHDRAWN, "shared@example.org");
                    assertThat(export()).contains(",granted,");
                    var profile = people.find(open).orElseThrow();
                    people.change(
                            open,
                            profile.version(),
                            CrmHost.person(
                                    "Open",
                                    "One",
                                    ContactPoint.mail("open@example.org"),
                                    ContactPoint.mail("Shared@example.org")));
                    assertThat(export())
                            .doesNotContain(",granted,")
                            .contains(
                                    "Shared@example.org\",,,,fan,,,,"
                                            + "\"granted\nwithdrawn (address only)\",");
                });
    }

    @Test
    void onWhatBasisAndInWhichCountryIsReadBackWhateverTheFormSays() {
        Caller from = host.newWorkspace();
        String file =
                "name,mail,phone,mail status,mail status since,mail status source,mail status basis\n"
                        + "A A,a@example.org,0341 770001,granted,2024-05-06T00:00:00Z,Shop,contract\n"
                        + "B B,b@example.org,+49 341 2,granted,,,Legitimate interest\n"
                        + "C C,c@example.org,,granted,,,whatever\n"
                        + "D D,d@example.org,,withdrawn,,,contract\n";
        host.run(from, () -> read(file, "DE"));
        String exported = host.call(from, this::export);
        assertThat(exported)
                .contains(",'+49341770001,")
                .contains(",granted,2024-05-06T00:00:00Z,Shop,contract")
                .contains(",legitimate interest")
                .contains(",granted,1970-01-01T00:00:00Z,Export,consent")
                .contains(",withdrawn,1970-01-01T00:00:00Z,Export,,,,\n");

        Caller to = host.newWorkspace();
        host.run(to, () -> read(exported));
        assertThat(host.call(to, this::export)).isEqualTo(exported);
        host.run(from, () -> assertThat(read(exported)).isEqualTo(4));
        assertThat(host.call(from, this::export)).isEqualTo(exported);
    }

    private void fill() {
        fillAddresses();
        fillMarks();
        PersonService people = host.bean(PersonService.class);
        PersonDetails full =
                new PersonDetails(
                        NAME,
                        "pt-BR",
                        "'=quoted",
                        " 'plain ",
                        Set.of(PartyRole.ARTIST, PartyRole.PRESS),
                        ADDRESSES,
                        PLACES,
                        Set.of("a, b"));
        var id = people.add(full).id();
        people.add(CrmHost.person("", "", ContactPoint.mail("only@example.org")));
        people.add(CrmHost.person("李", "小龍 🐉"));
        people.add(
                CrmHost.person("", "", new ContactPoint(ContactKind.HANDLE, "instagram", "...")));
        tagged("\"VIP\"");
        tagged("* myContacts");
        people.add(CrmHost.person("Twin", "One", ContactPoint.mail("family@example.org")));
        people.add(CrmHost.person("Twin", "One", ContactPoint.mail("family@example.org")));
        host.inTransaction(
                host.bean(CurrentCaller.class).require(),
                () ->
                        host.bean(ConsentLedger.class)
                                .record(
                                        List.of(
                                                new ConsentRecord(
                                                        id,
                                                        Channel.EMAIL,
                                                        ConsentEvent.WITHDRAWN,
                                                        Optional.empty(),
                                                        "=Letter, by hand",
                                                        Instant.parse(
                                                                "2024-02-03T04:05:06.789012Z"),
                                                        Optional.of("b@example.org")))));
    }

    /** Everything that can be true of somebody's addresses apart from each other. */
    /** What would stand for a missing cell in a file of rows that were left out. */
    private void fillMarks() {
        String mark = CsvCells.LACKING;
        host.bean(PersonService.class)
                .add(CrmHost.person(mark, mark, new ContactPoint(ContactKind.HANDLE, "", mark)));
        tagged(mark);
    }

    private void fillAddresses() {
        SubjectId half = mailed("Half", "half@example.org", "dead@example.org");
        say(half, ConsentEvent.GRANTED, "half@example.org");
        say(half, ConsentEvent.BOUNCED, "dead@example.org");
        SubjectId gone = mailed("Gone", "gone@example.org");
        say(gone, ConsentEvent.GRANTED, "gone@example.org");
        say(gone, ConsentEvent.BOUNCED, "gone@example.org");
        say(
                mailed("Silent", "silent@example.org", "s2@example.org"),
                ConsentEvent.BOUNCED,
                "silent@example.org");
        SubjectId child = mailed("Child", "child@example.org", "home@example.org");
        say(child, ConsentEvent.GRANTED, "child@example.org");
        SubjectId parent = mailed("Parent", "home@example.org", "parent@example.org");
        say(parent, ConsentEvent.WITHDRAWN, "home@example.org");
        SubjectId twice = mailed("Twice", "t1@example.org", "t2@example.org", "t3@example.org");
        say(twice, ConsentEvent.WITHDRAWN, "t1@example.org");
        say(twice, ConsentEvent.OBJECTED, "t2@example.org");
        SubjectId letter = mailed("Letter", "letter@example.org");
        say(letter, ConsentEvent.WITHDRAWN, null);
        say(mailed("Nobody"), ConsentEvent.COMPLAINED, null);
        say(mailed("Lost the address"), ConsentEvent.GRANTED, null);
        SubjectId all = mailed("All", "a1@example.org", "a2@example.org");
        say(all, ConsentEvent.WITHDRAWN, "a1@example.org");
        say(all, ConsentEvent.WITHDRAWN, "a2@example.org");
        SubjectId last = mailed("Last", "last@example.org");
        say(last, ConsentEvent.BOUNCED, "last@example.org");
        say(last, ConsentEvent.WITHDRAWN, null);
        bouncedLongAgo(mailed("Old", "o1@example.org", "o2@example.org"));
        SubjectId older = mailed("Older", "o3@example.org", "o4@example.org");
        say(older, ConsentEvent.BOUNCED, "o3@example.org");
        bouncedLongAgo(older);
    }

    /** As the core has people whose bounce it knows and not the address. */
    private void bouncedLongAgo(SubjectId person) {
        host.database()
                .execute(
                        "insert into backline.consent_state values ('%s', '%s', 'EMAIL', 'BOUNCED', '2020-01-01Z', 'List')"
                                .formatted(
                                        host.bean(CurrentCaller.class)
                                                .require()
                                                .workspace()
                                                .value(),
                                        person.value()));
    }

    /** How everybody stands under each of their addresses. */
    private List<String> standings() {
        PersonService people = host.bean(PersonService.class);
        ConsentService reading = host.bean(ConsentService.class);
        return people
                .page(PartyFilter.ALL, PeopleSort.NAME, Optional.empty(), false, 100)
                .rows()
                .stream()
                .map(row -> people.find(row.id()).orElseThrow())
                .flatMap(
                        person ->
                                person.details().contacts().stream()
                                        .filter(point -> point.kind() == ContactKind.MAIL)
                                        .map(
                                                point ->
                                                        "%s %s %s"
                                                                .formatted(
                                                                        person.details()
                                                                                .name()
                                                                                .given(),
                                                                        point.value(),
                                                                        reading.of(person)
                                                                                .under(point)
                                                                                .map(
                                                                                        s ->
                                                                                                s.state()
                                                                                                        .name())
                                                                                .orElse(
                                                                                        "nothing"))))
                .toList();
    }

    private SubjectId mailed(String name, String... mails) {
        return host.bean(PersonService.class)
                .add(
                        CrmHost.person(
                                name,
                                "Mails",
                                Arrays.stream(mails)
                                        .map(ContactPoint::mail)
                                        .toArray(ContactPoint[]::new)))
                .id();
    }

    private void say(SubjectId person, ConsentEvent event, @Nullable String address) {
        CrmHost.writes(host.bean(CurrentCaller.class).require(), person, event, address);
    }

    private void tagged(String tag) {
        host.bean(PersonService.class)
                .add(
                        new PersonDetails(
                                PersonName.of("Tagged", tag),
                                "",
                                "",
                                "",
                                Set.of(),
                                List.of(),
                                List.of(),
                                Set.of(tag)));
    }

    private String export() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            host.bean(ExportService.class).writePeople(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private long read(String csv) {
        return read(csv, "");
    }

    /** Returns how many rows brought nothing new. */
    private long read(String csv, String country) {
        ImportService imports = host.bean(ImportService.class);
        try {
            ImportDraft draft =
                    imports.begin(
                            "people.csv", out -> out.write(csv.getBytes(StandardCharsets.UTF_8)));
            ImportPlan plan =
                    new ImportPlan(
                            draft.columns(),
                            LawfulBasis.CONSENT,
                            "Export",
                            LocalDate.EPOCH,
                            Set.of(),
                            Set.of(),
                            country);
            imports.rehearse(draft.id(), plan);
            CrmHost.runs(imports, draft.id());
            ImportStatus done = imports.find(draft.id()).orElseThrow();
            assertThat(done.state()).isEqualTo(ImportState.DONE);
            return done.counts().unchanged();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BrokenFileException e) {
            throw new AssertionError(e);
        }
    }
}
