package studio.backline.plugins.crm.importing;

import java.util.HashMap;
import java.util.Map;

/** Names of columns, folded, and what they hold. */
final class MappingWords {

    private static final String WORDS =
            """
            EXTERNAL_ID: external id|contact id|customer id|kundennummer|id klienta|leid|euid|id|user id
            TITLE: title|name prefix|prefix|titel|anrede titel|tytul|academic title
            GIVEN: first name|firstname|given name|given|fname|forename|vorname|imie|first|first names
            FAMILY: last name|lastname|surname|family name|family|lname|nachname|familienname|name nachname|nazwisko|last
            FULL_NAME: name|full name|fullname|contact name|display name|vollstandiger name|imie i nazwisko|nazwa|contact|kontakt|ansprechpartner|subscriber name|customer name|buyer name
            STAGE: stage name|artist name|kunstlername|pseudonim|pseudonim artystyczny|stage|artist|nickname|alias|known as
            SORT_FORM: sort form|sort name|file as|sortierform|sortname
            SALUTATION: salutation|anrede|greeting|zwrot grzecznosciowy|briefanrede
            LANGUAGE: language|lang|sprache|jezyk|locale|preferred language
            CITY: city|town|ort|stadt|wohnort|miasto|home city|business city|address 1 city|location
            COUNTRY: country|land|kraj|country code|cc|home country region|home country|address 1 country|country region
            MAIL: e mail|email|mail|email address|e mail address|mail address|e mail adresse|email adresse|mailadresse|adres e mail|adres email|home email|work email|business email|buyer email
            PHONE: phone|telephone|mobile|telefon|handy|mobiltelefon|mobilnummer|telefonnummer|komorka|numer telefonu|phone number|mobile phone|home phone|business phone|work phone|tel|cell|buyer phone|cell phone|primary phone|telefon komorkowy
            HANDLE: handle|handles|social|social media|im|username
            WEB: web|website|web page|webseite|homepage|url|strona|strona www|www
            ROLES: role|roles|rolle|rollen|rola|role type|type|contact type
            TAGS: tags|tag|labels|label|groups|group|group membership|categories|category|kategorien|schlagworte|etykiety|tagi|lists|segments
            ORGANISATION: organisation|organization|company|company name|organization name|organization 1 name|firma|unternehmen|employer|venue|label name|firma nazwa
            POSITION: position|job title|organization title|organization 1 title|funktion|beruf|stanowisko|role at organisation
            MAIL_STATUS: mail status|status|subscription status|email status|subscriber status|email marketing|email marketing consent|marketing consent|subscribed|opt in|optin|newsletter|zgoda|einwilligung|accepts marketing|accepts email marketing|email opt in|email optin|marketing opt in|opt in status|opted in|is subscribed|email subscribed|subscribed to newsletter|newsletter subscription|newsletter status|subscription|consent|email consent|marketing emails|marketing status|email permission status|email suppressions|email list status|abonniert|newsletter abonniert|newsletter anmeldung|werbeeinwilligung|angemeldet|zapisany|zgoda marketingowa|status subskrypcji|abonne|inscrit|statut|consentement
            UNSUBSCRIBED: unsubscribed|unsubscribed at|unsub time|unsubscribe date|opted out|opt out|optout|email opt out|abgemeldet|abmeldung|wypisany|do not contact|do not email|do not mail|email disabled|unsubscribe|unsubscribed date|unsubscribe time|unsubscription date|unsubscribed from all email|unsubscribed from all emails|global unsubscribe|email global unsubscribe|email opted out|opted out of email|blocklisted|email blocklisted|blacklisted|email blacklisted|suppressed|email suppressed|abgemeldet am|abmeldedatum|gesperrt|wypisano|data wypisania|data rezygnacji|desabonne|desinscrit|date de desinscription
            BOUNCED: bounced|bounced at|bounce|bounce date|clean time|cleaned|hard bounce|unzustellbar|odbity|hard bounced|email bounced|email hard bounced|hard bounce reason|email hard bounce reason|bounced date
            CONSENT_DATE: mail status since|consent date|opt in date|optin time|opt in time|confirm time|confirmed at|subscribed at|subscription date|signup date|sign up date|date added|created at|joined|einwilligung am|angemeldet am|data zgody|date joined|subscribe date
            CONSENT_SOURCE: mail status source|consent source|source|signup source|opt in source|quelle|zrodlo|herkunft
            """;

    private MappingWords() {}

    static Map<String, ImportField> fields() {
        Map<String, ImportField> fields = new HashMap<>();
        WORDS.lines()
                .forEach(
                        line -> {
                            int colon = line.indexOf(':');
                            ImportField field = ImportField.valueOf(line.substring(0, colon));
                            for (String word : line.substring(colon + 1).split("\\|")) {
                                fields.putIfAbsent(word.strip(), field);
                            }
                        });
        return Map.copyOf(fields);
    }
}
