package studio.backline.plugins.crm.importing.rows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.contact.MailAddress;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportField;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonName;

/** A row while its cells are gathered. */
final class RowDraft {

    private static final int MAX_SOURCE = 200;

    private final ImportPlan plan;
    private final boolean statesMail;
    private final Map<ImportField, String> texts = new EnumMap<>(ImportField.class);
    private final Map<String, ContactPoint> contacts = new LinkedHashMap<>();
    private final Set<PartyRole> roles;
    private final Set<String> tags;
    private final List<String> organisations = new ArrayList<>();
    private final List<String> positions = new ArrayList<>();
    private final Set<String> mails = new LinkedHashSet<>();
    private final List<String> normalised = new ArrayList<>();
    private @Nullable ConsentEvent event;
    private @Nullable Instant at;
    private String source = "";

    RowDraft(ImportPlan plan, boolean statesMail) {
        this.plan = plan;
        this.statesMail = statesMail;
        this.roles = EnumSet.noneOf(PartyRole.class);
        this.roles.addAll(plan.roles());
        this.tags = new HashSet<>(plan.tags());
    }

    /** Takes what tightens, before anything else of the row can be refused. */
    void collectMail(ImportColumn column, String value) {
        switch (column.field()) {
            case MAIL ->
                    CsvCells.values(value).stream()
                            .flatMap(
                                    each ->
                                            MailAddress.normalised(CsvCells.labelled(each).value())
                                                    .stream())
                            .forEach(mails::add);
            case MAIL_STATUS -> MailWords.status(value).ifPresent(this::hear);
            case UNSUBSCRIBED -> happened(value, ConsentEvent.WITHDRAWN);
            case BOUNCED -> happened(value, ConsentEvent.BOUNCED);
            case CONSENT_DATE -> at = at == null ? MailWords.time(value).orElse(null) : at;
            case CONSENT_SOURCE ->
                    source = value.length() > MAX_SOURCE ? value.substring(0, MAX_SOURCE) : value;
            default -> {}
        }
    }

    void add(ImportColumn column, String value) {
        switch (column.field()) {
            case IGNORE, MAIL_STATUS, UNSUBSCRIBED, BOUNCED, CONSENT_DATE, CONSENT_SOURCE -> {}
            case EXTERNAL_ID, TITLE, GIVEN, FAMILY, STAGE, SORT_FORM, SALUTATION ->
                    texts.put(column.field(), value);
            case LANGUAGE, CITY, COUNTRY -> texts.put(column.field(), value);
            case FULL_NAME -> split(value);
            case MAIL -> contacts(ContactKind.MAIL, column, value);
            case PHONE -> contacts(ContactKind.PHONE, column, value);
            case HANDLE -> contacts(ContactKind.HANDLE, column, value);
            case WEB -> contacts(ContactKind.WEB, column, value);
            case ROLES -> CsvCells.values(value).forEach(this::role);
            case TAGS -> tags.addAll(CsvCells.values(value));
            case ORGANISATION -> organisations.addAll(CsvCells.lines(value));
            case POSITION -> positions.addAll(CsvCells.lines(value));
        }
    }

    List<String> mails() {
        return List.copyOf(mails);
    }

    List<String> normalised() {
        return List.copyOf(normalised);
    }

    String externalId() {
        return PlainText.of("external-id", text(ImportField.EXTERNAL_ID), 10_000);
    }

    MailNews news() {
        String told = source.indexOf('\0') >= 0 ? "" : source;
        return event == null && at == null && told.isEmpty() && !statesMail
                ? MailNews.NONE
                : new MailNews(
                        statesMail, Optional.ofNullable(event), Optional.ofNullable(at), told);
    }

    PersonDetails details() {
        List<Affiliation> affiliations = new ArrayList<>();
        for (int i = 0; i < organisations.size(); i++) {
            if (!organisations.get(i).isBlank()) {
                affiliations.add(
                        new Affiliation(
                                organisations.get(i),
                                i < positions.size() ? positions.get(i) : ""));
            }
        }
        PersonDetails details =
                new PersonDetails(
                        new PersonName(
                                text(ImportField.TITLE),
                                text(ImportField.GIVEN),
                                text(ImportField.FAMILY),
                                text(ImportField.STAGE),
                                text(ImportField.SORT_FORM),
                                text(ImportField.SALUTATION)),
                        text(ImportField.LANGUAGE),
                        text(ImportField.CITY),
                        text(ImportField.COUNTRY),
                        roles,
                        List.copyOf(contacts.values()),
                        affiliations,
                        tags);
        return details;
    }

    private String text(ImportField field) {
        return texts.getOrDefault(field, "");
    }

    private void split(String value) {
        PersonName name = NameSplit.split(value);
        texts.putIfAbsent(ImportField.GIVEN, name.given());
        texts.putIfAbsent(ImportField.FAMILY, name.family());
        texts.putIfAbsent(ImportField.TITLE, name.title());
    }

    private void contacts(ContactKind kind, ImportColumn column, String value) {
        for (String each : CsvCells.values(value)) {
            CsvCells.Labelled labelled = CsvCells.labelled(each);
            String label = labelled.label().isEmpty() ? column.label() : labelled.label();
            ContactPoint contact = new ContactPoint(kind, label, labelled.value());
            String compared = contact.normalised(plan.country());
            String key = kind == ContactKind.HANDLE ? label + "\n" + compared : compared;
            if (contacts.putIfAbsent(kind + key, contact) == null) {
                normalised.add(compared);
            }
        }
    }

    // A word that is no role is kept, as a tag.
    private void role(String word) {
        String text = word.strip();
        PartyRole.ofCode(text.toLowerCase(Locale.ROOT))
                .or(() -> RoleWords.find(Folding.fold(text)))
                .ifPresentOrElse(roles::add, () -> tags.add(text));
    }

    private void happened(String value, ConsentEvent what) {
        if (MailWords.happened(value)) {
            hear(what);
            MailWords.time(value).ifPresent(time -> at = time);
        }
    }

    private void hear(ConsentEvent what) {
        if (event == null || event == ConsentEvent.GRANTED || event == ConsentEvent.BOUNCED) {
            event = what == ConsentEvent.GRANTED && event != null ? event : what;
        }
    }
}
