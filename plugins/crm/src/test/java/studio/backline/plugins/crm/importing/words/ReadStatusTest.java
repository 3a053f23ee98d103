package studio.backline.plugins.crm.importing.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.consent.ConsentEvent;

/** What files write for yes, no and neither, and when. */
class ReadStatusTest {

    private final StatusWords words = new StatusWords();

    @ParameterizedTest
    @CsvSource({
        "WAHR, FALSCH",
        "TRUE, FALSE",
        "PRAWDA, FAŁSZ",
        "VRAI, FAUX",
        "VERDADERO, FALSO",
        "VERO, FALSO",
        "VERDADEIRO, FALSO",
        "WAAR, ONWAAR",
        "PRAVDA, NEPRAVDA",
        "SANT, FALSKT",
        "SAND, FALSK",
        "SANN, USANN",
        "TOSI, EPÄTOSI",
        "DOĞRU, YANLIŞ",
        "IGAZ, HAMIS",
        "ADEVĂRAT, FALS",
        "ISTINA, LAŽ",
        "ΑΛΗΘΗΣ, ΨΕΥΔΗΣ",
        "ИСТИНА, ЛОЖЬ",
        "ІСТИНА, ХИБНІСТЬ",
        "真, 假",
        "참, 거짓",
        "ja, nee",
        "ano, ne",
        "tak, nie",
        "sí, no",
        "sim, não",
        "kyllä, ei",
        "evet, hayır",
        "igen, nem",
        "да, нет",
        "はい, いいえ",
        "예, 아니요",
        "t, f",
        "1, 0"
    })
    void readsTheYesAndNoOfSpreadsheetsInTheLanguagesOfFiles(String yes, String no) {
        assertThat(words.read(yes).event()).contains(ConsentEvent.GRANTED);
        assertThat(words.read(no).event()).contains(ConsentEvent.WITHDRAWN);
        assertThat(words.read(yes, ConsentEvent.WITHDRAWN).event())
                .contains(ConsentEvent.WITHDRAWN);
        assertThat(words.read(no, ConsentEvent.WITHDRAWN))
                .isEqualTo(new StatusWords.Said(Optional.empty(), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "To confirm",
                "Confirm email",
                "Opt-in to confirm",
                "Subscribed: 0",
                "Not unsubscribed",
                "nicht abgemeldet",
                "Unsubscribe link in footer",
                "No answer",
                "keine Angabe",
                "regular",
                "in",
                "de-subscribed",
                "de‑subscribed",
                "in active",
                "de activated",
                "非活跃",
                "3"
            })
    void whatIsNeitherYesNorNoIsAsked(String cell) {
        assertThat(words.read(cell)).isEqualTo(new StatusWords.Said(Optional.empty(), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"De-activated", "In-active", "un-subscribed", "Newsletter: stop"})
    void aBeginningThatTurnsRoundIsPartOfItsWord(String cell) {
        assertThat(words.read(cell).event()).contains(ConsentEvent.WITHDRAWN);
    }

    @ParameterizedTest
    @CsvSource({
        "0000-00-00 00:00:00, no",
        "0001-01-01T00:00:00Z, no",
        "not unsubscribed, no",
        "subscribed, no",
        "[], no",
        "2024-01-01 10:00:00, yes",
        "unsubscribed, yes",
        "x, yes",
        "2099-01-01, unclear",
        "pending, unclear",
        "Hapana, unclear"
    })
    void aColumnOfThoseWhoLeftTellsWhetherSomebodyDid(String cell, String happened) {
        StatusWords.Said said = words.read(cell, ConsentEvent.WITHDRAWN);
        assertThat(said.event().isPresent()).isEqualTo(happened.equals("yes"));
        assertThat(said.understood()).isEqualTo(!happened.equals("unclear"));
    }

    @ParameterizedTest
    @CsvSource({
        "unsubscribed, WITHDRAWN",
        "Abgemeldet am 01.02.2024, WITHDRAWN",
        "hard bounced, BOUNCED",
        "Black Label,",
        "Block Party,",
        "Dead Kennedys,",
        "No,"
    })
    void onlyWordsOfLeavingAreCertainWhereverTheyStand(String cell, ConsentEvent event) {
        assertThat(words.certainRefusal(cell)).isEqualTo(Optional.ofNullable(event));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Newsletter opt-out | LEFT",
                "Opted out of email: Marketing Information | LEFT",
                "Unsubscribed from newsletter | LEFT",
                "Do not send newsletter | LEFT",
                "HasOptedOutOfEmail | LEFT",
                "Kein Newsletter | LEFT",
                "Newsletter abgemeldet | LEFT",
                "Brak newslettera | LEFT",
                "Ne pas envoyer la newsletter | LEFT",
                "Sin boletín | LEFT",
                "Non iscritto alla newsletter | LEFT",
                "Não enviar newsletter | LEFT",
                "Geen nieuwsbrief | LEFT",
                "Bez newsletteru | LEFT",
                "Inget nyhetsbrev | LEFT",
                "Ikke nyhetsbrev | LEFT",
                "Ei uutiskirjettä | LEFT",
                "Bülten istemiyor | LEFT",
                "Nem kér hírlevelet | LEFT",
                "Fără newsletter | LEFT",
                "Χωρίς ενημερωτικό | LEFT",
                "Не рассылать | LEFT",
                "Без розсилки | LEFT",
                "配信停止 | LEFT",
                "退订 | LEFT",
                "구독취소 | LEFT",
                "Email bounced | DEAD",
                "Not unsubscribed from newsletter | UNCLEAR",
                "subscribed_to_emails | WANTED",
                "Email subscriber status | WANTED",
                "Join our newsletter | WANTED",
                "Werbesperre | LEFT",
                "Werbewiderspruch | LEFT",
                "Werbeverbot | LEFT",
                "Werbestopp | LEFT",
                "Newslettersperre | LEFT",
                "Newsletterabmeldung | LEFT",
                "Marketingsperre | LEFT",
                "Mailsperre | LEFT",
                "Mailing-Stopp | LEFT",
                "Mailing stop | LEFT",
                "Newsletter stop | LEFT",
                "Marketing ban | LEFT",
                "Marketing suspended | LEFT",
                "Werbung untersagt | LEFT",
                "Werbung verboten | LEFT",
                "Newsletter unerwünscht | LEFT",
                "Newsletter in-active | LEFT",
                "Zakaz newslettera | LEFT",
                "Newsletter interdite | LEFT",
                "Newsletter vietata | LEFT",
                "Boletín prohibido | LEFT",
                "Nieuwsbrief verboden | LEFT",
                "Рассылка запрещена | LEFT",
                "メルマガ禁止 | LEFT",
                "keinnewsletter | LEFT",
                "Newsletter Embargo | UNCLEAR",
                "Newsletterpause | UNCLEAR",
                "Werbehemmung | UNCLEAR",
                "Antinewsletter | UNCLEAR",
                "Newsletter end | UNCLEAR",
                "メルマガ卒業 | UNCLEAR",
                "Newsletteranmeldung | WANTED",
                "Newsletters 2024 | WANTED",
                "Newsletter (yes/no) | WANTED",
                "Newsletter ja/nein | WANTED",
                "Newsletter erwünscht | WANTED",
                "MailingStreet | OTHER",
                "Mailing State/Province | OTHER",
                "Werbeeinwilligung erteilt | WANTED",
                "Nyhetsbrevet | WANTED",
                "E-mail OK | WANTED",
                "May we email you? | WANTED",
                "contact_ok | WANTED",
                "HasOptedOutOfFax | OTHER",
                "SMS opt-out | OTHER",
                "Unsubscribed from SMS marketing | OTHER",
                "No. of newsletters | OTHER",
                "Unsubscribe link | OTHER",
                "Email confirmed | OTHER",
                "active_subscription | OTHER",
                "Email | OTHER"
            })
    void theNameOfAColumnTellsWhatAYesInItMeans(String header, LetterNames.Subject subject) {
        assertThat(LetterNames.of(header)).isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2023-01-15 10:30:00 UTC | 2023-01-15T10:30:00Z",
                "2023-01-15 10:30:00 +0100 | 2023-01-15T09:30:00Z",
                "2023-01-15T10:30:00.000Z | 2023-01-15T10:30:00Z",
                "2023-01-15 10:30:00.123456+00 | 2023-01-15T10:30:00.123456Z",
                "01/15/23 | 2023-01-15T00:00:00Z",
                "15.01.23 | 2023-01-15T00:00:00Z",
                "15.01.2023, 10:30 Uhr | 2023-01-15T10:30:00Z",
                "1/15/2023 10:30 PM | 2023-01-15T22:30:00Z",
                "January 15, 2023 | 2023-01-15T00:00:00Z",
                "15 January 2023 | 2023-01-15T00:00:00Z",
                "15th of March 2023 | 2023-03-15T00:00:00Z",
                "15. Januar 2023 | 2023-01-15T00:00:00Z",
                "15 janvier 2023 | 2023-01-15T00:00:00Z",
                "15 de enero de 2023 | 2023-01-15T00:00:00Z",
                "15 stycznia 2023 | 2023-01-15T00:00:00Z",
                "15 ноября 2023 г. | 2023-11-15T00:00:00Z",
                "2023年1月15日 | 2023-01-15T00:00:00Z",
                "Jan 15, 2023 10:30 AM | 2023-01-15T10:30:00Z",
                "Sun, 15 Jan 2023 10:30:00 +0000 | 2023-01-15T10:30:00Z",
                "Sun Jan 15 2023 10:30:00 GMT+0100 (CET) | 2023-01-15T09:30:00Z",
                "1673778600 | 2023-01-15T10:30:00Z",
                "1673778600000 | 2023-01-15T10:30:00Z"
            })
    void readsWhenAsFilesWriteIt(String cell, String time) {
        assertThat(MailTimes.time(cell, false)).map(Object::toString).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2099-01-01",
                "1899-12-30",
                "13/13/2023",
                "01-02-03",
                "Jan 2023",
                "15 listopada 2023",
                "three weeks ago",
                "44941"
            })
    void whatIsNoDayThatHasBeenIsNone(String cell) {
        assertThat(MailTimes.time(cell, false)).isEmpty();
    }

    @Test
    void todayIsADayAndTomorrowIsNone() {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        assertThat(MailTimes.time(today + "T12:00:00Z", false)).isPresent();
        assertThat(MailTimes.time(today.plusDays(2).toString(), false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SMS,true",
        "SMS consent,true",
        "phone opt out,true",
        "Do not call,true",
        "accepts_sms_marketing,true",
        "Telefon,false",
        "Phone number,false",
        "Text,false",
        "Car phone,false",
        "Email opt out,false",
        "SMS or email consent,false",
        "Mailing Street,false"
    })
    void columnsAboutCallsAndTextsAreToldApart(String header, boolean other) {
        assertThat(LetterNames.isAboutOtherWays(header)).isEqualTo(other);
    }
}
