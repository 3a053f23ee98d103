package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.consent.ConsentService;
import studio.backline.plugins.crm.consent.SaidNo;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.importing.rows.ChunkReader;
import studio.backline.plugins.crm.importing.strange.StrangeWords;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Meaning;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Place;

/** Whoever says no in a file is heard, whatever else is wrong with the row. */
class RefuseByImportTest {

    private static final String AT_LEAST_A_CHUNK =
            IntStream.range(0, ChunkReader.SIZE)
                    .mapToObj("F%1$d,Filler N%1$d,f%1$d@example.org,subscribed\n"::formatted)
                    .collect(Collectors.joining());

    private static final String COLUMNS =
            "given name,mail,mail status,no to calls,no to texts,no to post\n";

    private final Importing from = new Importing();
    private final Importing files = new Importing();

    @Test
    void aRowWithoutAnAddressIsAboutThePersonAndTheAddressesThatAreKnown() {
        files.run(
                () -> {
                    files.imported("id,name,email\nA1,Ada King,ada@example.org\n");
                    SubjectId phoned =
                            files.add(
                                    CrmHost.person(
                                            "Lu",
                                            "Lodz",
                                            ContactPoint.mail("lu@example.org"),
                                            new ContactPoint(
                                                    ContactKind.PHONE, "", "+48 601 111 222")));
                    ImportId id =
                            files.imported(
                                    """
                                    id,name,phone,status
                                    A1,Ada King,,unsubscribed
                                    ,Lu Lodz,+48 601 111 222,unsubscribed
                                    ,New Comer,+49 341 555 1234,unsubscribed
                                    """);
                    assertThat(files.counts(id).optOuts()).isEqualTo(3);
                    assertThat(files.standing("Ada King")).isEqualTo(Standing.State.WITHDRAWN);
                    assertThat(files.standing(phoned)).isEqualTo(Standing.State.WITHDRAWN);
                    assertThat(files.standing("New Comer")).isEqualTo(Standing.State.WITHDRAWN);
                    files.imported("name,email\nAda Other,ada@example.org\n");
                    assertThat(files.standing("Ada Other")).isEqualTo(Standing.State.WITHDRAWN);
                });
    }

    @Test
    void aRowThatTellsNothingButAnIdIsAboutWhomeverIsCalledSo() {
        files.run(
                () -> {
                    files.imported("id,name,email\nA1,Ada King,ada@example.org\n");
                    ImportId id =
                            files.imported(
                                    """
                                    id,name,email,status
                                    A1,,,unsubscribed
                                    B1,,,unsubscribed
                                    B1,Bo Berg,bo@example.org,subscribed
                                    C1,Cy Cole,cy@example.org,subscribed
                                    C1,,,unsubscribed
                                    nobody,,,unsubscribed
                                    """);
                    assertThat(files.counts(id).optOuts()).isEqualTo(3);
                    assertThat(files.standing("Ada King")).isEqualTo(Standing.State.WITHDRAWN);
                    assertThat(files.standing("Bo Berg")).isEqualTo(Standing.State.WITHDRAWN);
                    assertThat(files.standing("Cy Cole")).isEqualTo(Standing.State.WITHDRAWN);
                });
    }

    @Test
    void anAddressThatOneOfSeveralRefusesIsClosedForAllWhateverSourceAndOrder() {
        files.run(
                () -> {
                    ImportId id =
                            files.imported(
                                    """
                                    name,email,status,source
                                    Ines Claus,share2@example.org,subscribed,shop
                                    Jens Dorn,share2@example.org,unsubscribed,web
                                    Karl Ebert,share3@example.org,subscribed,web
                                    Lena Fink,share3@example.org,unsubscribed,shop
                                    Olaf Park,"open@example.org, share3@example.org",subscribed,web
                                    """);
                    assertThat(files.counts(id).optOuts()).isEqualTo(2);
                    for (String name :
                            "Ines Claus,Jens Dorn,Karl Ebert,Lena Fink,Olaf Park".split(",")) {
                        assertThat(files.standing(name))
                                .as(name)
                                .isEqualTo(Standing.State.WITHDRAWN);
                    }
                });
    }

    @Test
    void aRefusalFarDownTheFileTightensWhoCameBefore() {
        files.run(
                () -> {
                    files.imported(
                            "id,name,email,status\n"
                                    + "K1,Karl Ebert,share@example.org,subscribed\n"
                                    + "M1,Mona Gold,mona@example.org,subscribed\n"
                                    + AT_LEAST_A_CHUNK
                                    + "L1,Lena Fink,share@example.org,unsubscribed\n"
                                    + "M1,,,unsubscribed\n");
                    assertThat(files.standing("Karl Ebert")).isEqualTo(Standing.State.WITHDRAWN);
                    assertThat(files.standing("Mona Gold")).isEqualTo(Standing.State.WITHDRAWN);
                    assertThat(files.standing("Filler N7")).isEqualTo(Standing.State.GRANTED);
                });
    }

    @Test
    void wordsThatAreNotUnderstoodAreListedAndAPersonDecides() {
        Place vip = new Place(2, "vip");
        Place customer = new Place(2, "customer");
        files.run(
                () -> {
                    ImportId id =
                            files.rehearsed(
                                    """
                                    name,email,status
                                    A One,a@example.org,vip
                                    B Two,b@example.org,vip
                                    C Three,c@example.org,customer
                                    D Four,d@example.org,subscribed
                                    """);
                    assertThat(files.imports().strangeWords(id).words())
                            .containsExactly(word("vip", 2), word("customer", 1));
                    assertThat(files.counts(id).optOuts()).isZero();

                    files.imports()
                            .readStrangeWords(
                                    id, Map.of(vip, Meaning.REFUSE, customer, Meaning.GRANT));
                    assertThat(files.counts(id).optOuts()).isEqualTo(2);
                    assertThat(files.imports().strangeWords(id).words())
                            .extracting(StrangeWords.Word::meaning)
                            .containsExactly(Meaning.REFUSE, Meaning.GRANT);

                    files.imports().readStrangeWords(id, Map.of(customer, Meaning.GRANT));
                    assertThat(files.counts(id).optOuts()).isZero();
                    CrmHost.runs(files.imports(), id);
                    assertThat(files.standing("C Three")).isEqualTo(Standing.State.GRANTED);
                    assertThat(files.state("A One")).isEmpty();
                    assertThat(files.standing("D Four")).isEqualTo(Standing.State.GRANTED);
                });
    }

    @Test
    void theRehearsalSaysWhatTheImportDoesThoughOnePersonComesTwice() {
        files.run(
                () -> {
                    files.add(
                            CrmHost.person(
                                    "Antonin",
                                    "Dvorak",
                                    ContactPoint.mail("dvorak@example.org"),
                                    new ContactPoint(ContactKind.PHONE, "", "+420 777 111 222")));
                    files.add(CrmHost.person("Cy", "Cole", ContactPoint.mail("cy@example.org")));
                    ImportId id =
                            files.imported(
                                    "id,name,email,status,phone,city\n"
                                            + ",Antonin Dvorak,dvorak@example.org,,,Brno\n"
                                            + ",,cy@example.org,,+49 341 555 7777,Leipzig\n"
                                            + AT_LEAST_A_CHUNK.replace("subscribed\n", ",,\n")
                                            + ",Antonin Dvorak,,,+420 777 111 222,Brno\n"
                                            + ",Cy Cole,,,+49 341 555 7777,Halle\n");
                    assertThat(files.counts(id))
                            .isEqualTo(
                                    new ImportCounts(
                                            ChunkReader.SIZE + 4L,
                                            ChunkReader.SIZE + 1L,
                                            2,
                                            0,
                                            1,
                                            0,
                                            0));
                });
    }

    @Test
    void noesToCallsTextsAndPostReadBackEqual() {
        String exported = from.call(this::fill);
        assertThat(exported)
                .contains(",No to calls,No to texts,No to post\n")
                .contains(",,objected 2024-05-03T12:00:00Z Told me,\n")
                .contains("\"objected 2024-05-03T12:00:00Z \"\"Card\"\", at 1\"");
        files.run(
                () -> {
                    ImportId id = files.imported(exported);
                    assertThat(files.counts(id).optOuts()).isEqualTo(2);
                    assertThat(files.exported()).isEqualTo(exported);
                    assertThat(files.counts(files.imported(exported)).unchanged()).isEqualTo(2);
                    assertThat(files.exported()).isEqualTo(exported);
                });
    }

    @Test
    void aNumberThatIsClosedByItselfIsClosedWhereTheFileIsReadToo() {
        String list = "name,phone,no to %s\nAda King,+49 341 5550101,%s\n";
        String no = "objected 2024-05-03T12:00:00Z Told me";
        String exported =
                from.call(
                        () -> {
                            from.imported(list.formatted("calls", no));
                            from.people().delete(from.byName("Ada King"));
                            from.imported(list.formatted("texts", no) + "Bo,+49 341 5550101,\n");
                            return from.exported();
                        });
        assertThat(exported)
                .contains(
                        ",objected (number +493415550101) 2024-05-03T12:00:00Z Told me,"
                                + "objected 2024-05-03T12:00:00Z Told me,\n",
                        ",objected (number +493415550101) 2024-05-03T12:00:00Z Told me,,\n");
        files.run(
                () -> {
                    files.imported(exported);
                    assertThat(files.exported()).isEqualTo(exported);
                });
    }

    @Test
    void soIsAnAddressOfAnOrganisation() {
        String exported =
                from.call(
                        () -> {
                            from.imported(
                                    """
                                    Organisation,Mail
                                    Hall,"a@hall.example
                                    b@hall.example
                                    c@hall.example"
                                    Label,d@hall.example
                                    """);
                            from.imported(
                                    """
                                    name,email,mail status,mail status since
                                    Ada King,b@hall.example,bounced,2024-05-03
                                    Bo Li,C@hall.example,unsubscribed,2024-05-04
                                    Cy Cole,d@hall.example,spam,2024-05-05
                                    """);
                            return from.exportedOrganisations();
                        });
        assertThat(exported)
                .contains(
                        "bounced\nwithdrawn (address only)\",",
                        ",complained (address only),2024-05-05T00:00:00Z,Guest book\n");
        files.run(
                () -> {
                    files.imported(exported);
                    assertThat(files.exportedOrganisations()).isEqualTo(exported);
                });
    }

    @Test
    void noFileOpensWhatWasClosed() {
        String exported = from.call(this::fill);
        files.run(
                () -> {
                    files.imported(exported);
                    files.imported(
                            COLUMNS
                                    + "Bo,bo@example.org,granted,withdrawn 2020-01-01T00:00:00Z x,,no\n"
                                    + "Bo,bo@example.org,granted,granted,,subscribed\n");
                    assertThat(line("bo@"))
                            .contains(",granted,")
                            .contains("at 1\",,\"objected 2024-05-03T12:00:00Z");
                });
    }

    @Test
    void otherFilesSayTheseWithADayOrAYes() {
        files.run(
                () -> {
                    files.imported(
                            COLUMNS
                                    + "Cy,cy@example.org,granted,,2023-04-05,no\n"
                                    + "Di,di@example.org,granted,yes,,\n"
                                    + "Ed,ed@example.org,granted,perhaps,,subscribed\n");
                    assertThat(line("cy@"))
                            .contains(",granted,")
                            .endsWith(",,withdrawn 2023-04-05T00:00:00Z Guest book,");
                    assertThat(line("di@"))
                            .endsWith(",withdrawn 2025-03-01T00:00:00Z Guest book,,");
                    assertThat(line("ed@")).contains(",granted,").endsWith(",,,");
                });
    }

    @Test
    void theirDaysAreReadAsTheColumnWritesThem() {
        files.run(
                () -> {
                    files.imported(
                            COLUMNS
                                    + "Cy,cy@example.org,,03/04/2023,,\n"
                                    + "Di,di@example.org,,25/12/2022,,\n");
                    assertThat(line("cy@"))
                            .endsWith(",withdrawn 2023-04-03T00:00:00Z Guest book,,");
                });
    }

    @Test
    void oneInARowThatIsLeftOutIsThatOfWhoeverAloneHasTheAddress() {
        files.run(
                () -> {
                    files.imported(
                            """
                            name,email
                            Ada King,ada@example.org
                            Bo Li,two@example.org
                            Cy Orr,two@example.org
                            """);
                    ImportId id =
                            files.imported(
                                    """
                                    name,email,phone,no to calls
                                    Ada King,ada@example.org,"4,9E+11",yes
                                    Bo Li,two@example.org,"4,9E+11",yes
                                    Di New,di@example.org,"4,9E+11",yes
                                    """);
                    assertThat(files.counts(id).faulty()).isEqualTo(3);
                    assertThat(files.counts(id).optOuts()).isOne();
                    assertThat(line("ada@"))
                            .endsWith(",withdrawn 2025-03-01T00:00:00Z Guest book,,");
                    assertThat(files.exported()).containsOnlyOnce("withdrawn");
                });
    }

    @Test
    void oneForAnIdThatOnlyALaterRowExplainsIsThatPersons() {
        files.run(
                () -> {
                    ImportId id =
                            files.imported(
                                    """
                                    id,name,email,status,no to calls,no to texts
                                    B1,,,,yes,
                                    B1,,,,objected 2024-05-03T12:00:00Z x,yes
                                    """
                                            + AT_LEAST_A_CHUNK.replace("subscribed", "subscribed,,")
                                            + "B1,Bo Berg,bo@example.org,subscribed,,\n"
                                            + "C1,Cy Cole,cy@example.org,subscribed,,\n");
                    assertThat(files.counts(id).optOuts()).isOne();
                    assertThat(line("bo@"))
                            .contains(",granted,")
                            .endsWith(
                                    ",objected 2025-03-01T00:00:00Z Guest book,"
                                            + "withdrawn 2025-03-01T00:00:00Z Guest book,");
                    assertThat(line("cy@")).contains(",granted,").endsWith(",,,");
                });
    }

    private static StrangeWords.Word word(String text, long rows) {
        return new StrangeWords.Word(
                StrangeWords.Kind.STATUS, new Place(2, text), rows, Meaning.SILENT);
    }

    private String fill() {
        ConsentService consents = from.bean(ConsentService.class);
        SubjectId bo = from.add(CrmHost.person("Bo", "Li", ContactPoint.mail("bo@example.org")));
        from.granted(bo);
        consents.refuse(bo, Set.of(Channel.PHONE, Channel.POST), told("\"Card\", at 1"));
        SubjectId ada = from.add(CrmHost.person("Ada", "King"));
        consents.refuse(ada, Set.of(Channel.SMS), told("Told me"));
        return from.exported();
    }

    private String line(String part) {
        return files.exported()
                .lines()
                .filter(line -> line.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private static SaidNo told(String source) {
        return new SaidNo(ConsentEvent.OBJECTED, Instant.parse("2024-05-03T12:00:00Z"), source);
    }
}
