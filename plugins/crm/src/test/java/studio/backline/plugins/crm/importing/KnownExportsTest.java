package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.importing.strange.StrangeWords;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Kind;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Meaning;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Place;
import studio.backline.plugins.crm.importing.words.LetterNames;

/** Files as other programs export them, every guess taken: nobody who left is written to. */
class KnownExportsTest {

    private final Importing files = new Importing();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '>',
            value = {
                "Ghost > email,name,note,subscribed_to_emails,created_at"
                        + " / a@g.example,Gina,,true,2024-02-01T10:00:00.000Z"
                        + " / b@g.example,Gero,,false,2024-02-01T10:00:00.000Z"
                        + " > Gina GRANTED, Gero WITHDRAWN",
                "Wix > First Name,Email 1,Email subscriber status,Source"
                        + " / Wim,a@w.example,Subscribed,Site / Wera,b@w.example,Unsubscribed,Site"
                        + " / Wolf,c@w.example,Never subscribed,Site"
                        + " > Wim GRANTED, Wera WITHDRAWN, Wolf -",
                "Salesforce > Id,FirstName,Email,HasOptedOutOfEmail / 1,Sal,a@s.example,true"
                        + " / 2,Sue,b@s.example,false > Sal WITHDRAWN, Sue GRANTED",
                "HubSpot > First Name,Email,Opted out of email: Marketing Information"
                        + " / Hana,a@h.example,Yes / Hugo,b@h.example,No / Hans,c@h.example,"
                        + " > Hana WITHDRAWN, Hugo GRANTED, Hans GRANTED",
                "Buttondown > name,email,subscriber_type / But,a@b.example,regular"
                        + " / Ton,b@b.example,unsubscribed / Und,c@b.example,undeliverable"
                        + " > But -, Ton WITHDRAWN, Und -",
                "listmonk > uuid,email,name,status / 1,a@l.example,Lis,enabled"
                        + " / 2,b@l.example,Los,blocklisted > Lis GRANTED, Los WITHDRAWN",
                "MailerLite > Email,Name,State / a@m.example,Uma,subscribed"
                        + " / b@m.example,Uri,unsubscribed / c@m.example,Uta,unconfirmed"
                        + " > Uma GRANTED, Uri WITHDRAWN, Uta -",
                "Spanish > Nombre,Correo,Estado / Juan,a@e.example,Suscrito"
                        + " / Ana,b@e.example,Dado de baja > Juan GRANTED, Ana WITHDRAWN",
                "German > Name,E-Mail,Listenstatus / Uwe,a@d.example,Angemeldet"
                        + " / Ida,b@d.example,Abgemeldet > Uwe GRANTED, Ida WITHDRAWN",
                "German Excel > Name,E-Mail,Newsletter abonniert / Uwe,a@d.example,WAHR"
                        + " / Ida,b@d.example,FALSCH > Uwe GRANTED, Ida WITHDRAWN",
                "German no > Name,E-Mail,Kein Newsletter / Kai,a@k.example,ja"
                        + " / Kim,b@k.example,nein > Kai WITHDRAWN, Kim GRANTED",
                "Polish Excel > Imię,E-mail,Wypisany / Anna,a@p.example,FAŁSZ"
                        + " / Jan,b@p.example,PRAWDA > Anna GRANTED, Jan WITHDRAWN",
                "Dutch > Voornaam,E-mailadres,Uitgeschreven / Piet,a@n.example,Nee"
                        + " / Jan,b@n.example,Ja > Piet GRANTED, Jan WITHDRAWN",
                "Czech > Jméno,E-mail,Odhlášen / Petr,a@c.example,ne / Jana,b@c.example,ano"
                        + " > Petr GRANTED, Jana WITHDRAWN",
                "MySQL > email,name,unsubscribed_at / a@m.example,Mia,0000-00-00 00:00:00"
                        + " / b@m.example,Max,2024-01-01 10:00:00 > Mia GRANTED, Max WITHDRAWN",
                "Swahili > Name,Email,Unsubscribed / Amani,a@s.example,Hapana"
                        + " / Neema,b@s.example, > Amani -, Neema GRANTED"
            })
    void whoMayBeWrittenToIsWhatTheFileSays(String program, String csv, String standings) {
        files.run(
                () -> {
                    files.imported(csv.strip().replace(" / ", "\n") + "\n");
                    for (String standing : standings.strip().split(", ")) {
                        String name = standing.split(" ")[0];
                        assertThat(files.state(name).map(Enum::name).orElse("-"))
                                .as(program + ": " + name)
                                .isEqualTo(standing.split(" ")[1]);
                    }
                });
    }

    @Test
    void aWordThatIsAskedAboutInAColumnOfThoseWhoLeftMayMeanThatTheyDidNot() {
        files.run(
                () -> {
                    ImportId id =
                            files.rehearsed(
                                    """
                                    name,email,unsubscribed
                                    Amani,a@s.example,Hapana
                                    Neema,b@s.example,Ndiyo
                                    """);
                    assertThat(words(id, Kind.STATUS)).containsExactly("Hapana", "Ndiyo");
                    assertThat(files.counts(id).optOuts()).isZero();
                    files.imports()
                            .readStrangeWords(
                                    id,
                                    Map.of(
                                            new Place(2, "Hapana"), Meaning.GRANT,
                                            new Place(2, "Ndiyo"), Meaning.REFUSE));
                    CrmHost.runs(files.imports(), id);
                    assertThat(files.state("Amani").map(Enum::name)).contains("GRANTED");
                    assertThat(files.state("Neema").map(Enum::name)).contains("WITHDRAWN");
                });
    }

    @Test
    void aYesUnderANameThatTurnsItRoundIsAskedWhateverTheColumnWasSaidToBe() {
        files.run(
                () -> {
                    ImportDraft draft =
                            files.begun(
                                    "x.csv",
                                    "name,email,Newsletter opt-out\nAda,a@s.example,yes\n");
                    assertThat(draft.columns().getLast().field())
                            .isEqualTo(ImportField.UNSUBSCRIBED);
                    ImportId id = files.rehearsed(draft.with(with(draft, ImportField.MAIL_STATUS)));
                    assertThat(words(id, Kind.STATUS)).containsExactly("yes");
                    CrmHost.runs(files.imports(), id);
                    assertThat(files.state("Ada")).isEmpty();
                });
    }

    @Test
    void aColumnThatIsLeftOutAndSpeaksOfLeavingIsShown() {
        files.run(
                () -> {
                    ImportId id =
                            files.rehearsed(
                                    """
                                    name,email,tags,status
                                    Ada,a@s.example,"vip, unsubscribed",subscribed
                                    Bo,b@s.example,vip,subscribed
                                    """);
                    assertThat(words(id, Kind.LEFT_OUT)).containsExactly("vip, unsubscribed");

                    ImportDraft draft =
                            files.begun("x.csv", "name,email,Newsletter\nAda,a@s.example,nein\n");
                    ImportId left = files.rehearsed(draft.with(with(draft, ImportField.IGNORE)));
                    assertThat(words(left, Kind.LEFT_OUT)).containsExactly("nein");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GDPR consent | no,yes",
                "Ende | 2024-01-31,",
                "until | 31.12.2099,",
                "Abo | nein,ja",
                "DSGVO | 0,1",
                "Datenschutz | abgelehnt,offen",
                "Send emails | no,yes",
                "nomail | x,",
                "no_email | 1,",
                "suppressed_at | 2024-01-31T10:00:00Z,",
                "Sperrvermerk | Kunde will nicht,",
                "Robinson | x,",
                "Austritt | 01.02.2024,",
                "Nie wysyłać | tak,nie",
                "Complaints | 3,0",
                "Inactive | yes,no",
                "Removed | ✓,"
            })
    void aColumnThatIsLeftOutAndLooksLikeAStandingIsShownOnce(String header, String cells) {
        files.run(
                () -> {
                    String[] both = cells.split(",", -1);
                    String csv =
                            "name,email,%s\nAda,a@s.example,%s\nBo,b@s.example,%s\n"
                                    .formatted(header, both[0], both[1]);
                    ImportDraft draft = files.begun("x.csv", csv);
                    if (draft.columns().getLast().field() != ImportField.IGNORE) {
                        draft = draft.with(with(draft, ImportField.IGNORE));
                    }
                    ImportId id = files.rehearsed(draft);
                    assertThat(words(id, Kind.LEFT_OUT)).isNotEmpty();
                    CrmHost.runs(files.imports(), id);
                    String again = csv.replace("Ada", "Cy").replace("a@s", "c@s");
                    ImportDraft next = files.begun("y.csv", again);
                    assertThat(next.columns().getLast().field()).isEqualTo(ImportField.IGNORE);
                    if (LetterNames.of(header) == LetterNames.Subject.OTHER) {
                        assertThat(words(files.rehearsed(next), Kind.LEFT_OUT)).isEmpty();
                    }
                });
    }

    @Test
    void aColumnOfSomethingElseIsNotAskedAbout() {
        files.run(
                () -> {
                    ImportId id =
                            files.rehearsed(
                                    """
                                    name,email,Gender,Private,Accepts SMS Marketing,Score,Colour
                                    Ada,a@s.example,f,False,no,0,red
                                    Bo,b@s.example,m,False,yes,3,blue
                                    """);
                    assertThat(words(id, Kind.LEFT_OUT)).isEmpty();
                });
    }

    @Test
    void underANameThatIsNotUnderstoodNothingIsTakenForAYes() {
        files.run(
                () -> {
                    ImportId id =
                            files.rehearsed(
                                    """
                                    name,email,Newsletter Embargo
                                    Ada,a@s.example,yes
                                    Bo,b@s.example,no
                                    Cy,c@s.example,subscribed
                                    Di,d@s.example,unsubscribed
                                    """);
                    assertThat(words(id, Kind.STATUS))
                            .containsExactlyInAnyOrder("yes", "no", "subscribed");
                    CrmHost.runs(files.imports(), id);
                    assertThat(List.of("Ada", "Bo", "Cy"))
                            .allMatch(name -> files.state(name).isEmpty());
                    assertThat(files.state("Di").map(Enum::name)).contains("WITHDRAWN");
                });
    }

    @Test
    void whatColumnsWereSaidToHoldIsKnownAgainAmongOthersAndInAnotherOrder() {
        files.run(
                () -> {
                    ImportDraft draft =
                            files.begun(
                                    "x.csv",
                                    "name,email,Nixpost\nAda,not one,nein\nBo,b@s.example,ja\n");
                    ImportId id =
                            files.rehearsed(draft.with(with(draft, ImportField.UNSUBSCRIBED)));
                    CrmHost.runs(files.imports(), id);
                    String mended = files.faults(id).replace("not one", "a@s.example");
                    assertThat(mended).contains("Why this row was left out");
                    ImportDraft back = files.begun("mended.csv", mended);
                    assertThat(back.columns().stream().map(ImportColumn::field))
                            .containsExactly(
                                    ImportField.IGNORE,
                                    ImportField.FULL_NAME,
                                    ImportField.MAIL,
                                    ImportField.UNSUBSCRIBED);
                    assertThat(back.remembered()).isFalse();
                    ImportDraft turned =
                            files.begun("y.csv", "Nixpost,email,name\nja,c@s.example,Cy\n");
                    assertThat(turned.columns().getFirst().field())
                            .isEqualTo(ImportField.UNSUBSCRIBED);
                    assertThat(turned.remembered()).isTrue();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "Would you like to receive news from us?,Yes please,No thanks",
        "May we contact you?,Yes,No thank you",
        "Stay in touch,Sure,Rather not",
        "Dürfen wir dir schreiben?,gerne,lieber nicht",
        "Infos per Mail,'ja, gerne',nein danke",
        "Souhaitez-vous recevoir nos actualités ?,Oui volontiers,Non merci",
        "Czy chcesz otrzymywać informacje?,'Tak, chętnie','Nie, dziękuję'",
        "Deseja receber novidades?,Quero,Não quero",
        "GDPR,ok,not ok",
        "Keep me posted,✓,✗",
        "Kontakt OK,👍,👎"
    })
    void aPoliteNoUnderANameThatNobodyKnowsIsAskedAbout(String header, String yes, String no) {
        files.run(
                () -> {
                    ImportId id =
                            files.rehearsed(
                                    "name,email,\"%s\"\nAda,a@s.example,\"%s\"\nBo,b@s.example,\"%s\"\n"
                                            .formatted(header, yes, no));
                    assertThat(files.imports().strangeWords(id).words())
                            .extracting(word -> word.place().text())
                            .anyMatch(text -> text.contains(no));
                });
    }

    @Test
    void aDayToComeIsNoDayOfAGrantAndIsShown() {
        files.run(
                () -> {
                    ImportId id =
                            files.imported(
                                    """
                                    name,email,status,subscribed at
                                    Ada,a@s.example,subscribed,2099-01-01
                                    Bo,b@s.example,subscribed,"January 15, 2023"
                                    """);
                    assertThat(files.said(files.byName("Ada")).since())
                            .isEqualTo(Instant.parse("2025-03-01T00:00:00Z"));
                    assertThat(files.said(files.byName("Bo")).since())
                            .isEqualTo(Instant.parse("2023-01-15T00:00:00Z"));
                    ImportId again =
                            files.rehearsed(
                                    "name,email,status,subscribed at\nCy,c@s.example,yes,2099-01-01\n");
                    assertThat(words(again, Kind.DATE)).containsExactly("2099-01-01");
                });
    }

    @Test
    void aRowWhoseCellsHaveSlippedRecordsNothingThatIsNotCertain() {
        files.run(
                () -> {
                    files.imported("name,email\nJane Doe,jane@r.example\nRay,ray@r.example\n");
                    ImportId id =
                            files.imported(
                                    """
                                    name,email,unsubscribed
                                    Doe, Jane,jane@r.example,No
                                    Black Label, Ltd,label@r.example,No
                                    Short, Ray,ray@r.example,unsubscribed
                                    """);
                    assertThat(files.counts(id).optOuts()).isEqualTo(1);
                    assertThat(files.state("Jane Doe").map(Enum::name)).contains("GRANTED");
                    assertThat(files.suppression("jane@r.example")).isEmpty();
                    assertThat(files.state("Ray").map(Enum::name)).contains("WITHDRAWN");
                    List<String> rows = Arrays.asList(files.faults(id).split("\r?\n"));
                    assertThat(rows.get(1)).contains("Nothing of it is recorded.");
                    assertThat(rows.get(3)).contains("Nothing of it is recorded but the no.");
                });
    }

    private static List<ImportColumn> with(ImportDraft draft, ImportField last) {
        List<ImportColumn> columns = new ArrayList<>(draft.columns());
        ImportColumn column = columns.removeLast();
        columns.add(new ImportColumn(column.header(), column.samples(), last, ""));
        return columns;
    }

    private List<String> words(ImportId id, Kind kind) {
        return files.imports().strangeWords(id).of(kind).stream()
                .map(StrangeWords.Word::place)
                .map(Place::text)
                .toList();
    }
}
