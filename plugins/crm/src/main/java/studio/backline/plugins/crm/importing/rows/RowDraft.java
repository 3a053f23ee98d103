package studio.backline.plugins.crm.importing.rows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.RefusedInputException.Problem;
import studio.backline.plugins.crm.contact.MailAddress;
import studio.backline.plugins.crm.contact.RoundedNumber;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportField;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.rows.MailNews.Doubt;
import studio.backline.plugins.crm.importing.strange.StrangeWords;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Place;
import studio.backline.plugins.crm.importing.words.LetterNames;
import studio.backline.plugins.crm.importing.words.MailTimes;
import studio.backline.plugins.crm.importing.words.OtherNo;
import studio.backline.plugins.crm.importing.words.StatusWords;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonName;

/** A row while its cells are gathered. */
final class RowDraft {

    private static final int MAX_SOURCE = 200;
    private static final int MAX_EXTERNAL_ID = 200;

    private final ImportPlan plan;
    private final boolean statesMail;
    private final Map<ImportField, String> texts = new EnumMap<>(ImportField.class);
    private final PartyCells party;
    private final List<String> organisations = new ArrayList<>();
    private final List<String> positions = new ArrayList<>();
    private final Set<String> mails = new LinkedHashSet<>();
    private @Nullable ConsentEvent event;
    private @Nullable Instant at;
    private final StatusWords words;
    private String source = "";
    private final List<Doubt> doubts = new ArrayList<>();
    private int statusColumn;
    private final List<String> mailCells = new ArrayList<>();
    private String statuses = "";
    private String dates = "";
    private String sources = "";
    private boolean slipped;
    private boolean hushed;
    private Optional<LawfulBasis> basis = Optional.empty();
    private final List<OtherNo> others = new ArrayList<>();
    private String id = "";
    private String list = "";

    RowDraft(ImportPlan plan, boolean statesMail, StatusWords words) {
        this.plan = plan;
        this.statesMail = statesMail;
        this.words = words;
        this.party = new PartyCells(plan);
    }

    /** Takes what tightens, before anything else of the row can be refused. */
    void collectMail(int index, String value) {
        ImportColumn column = plan.columns().get(index);
        switch (column.field()) {
            case EXTERNAL_ID -> id = value;
            case EXTERNAL_SOURCE -> list = PlainText.start(value, MAX_SOURCE);
            case MAIL -> {
                mailCells.add(value);
                mails.addAll(MailCells.closing(value));
            }
            case MAIL_STATUS -> status(index, value);
            case UNSUBSCRIBED -> happened(index, value, ConsentEvent.WITHDRAWN);
            case BOUNCED -> happened(index, value, ConsentEvent.BOUNCED);
            case CONSENT_DATE -> {
                at = at == null ? time(column, value).orElse(null) : at;
                dates = dates.isEmpty() ? value : dates;
                date(index, value);
            }
            case CONSENT_SOURCE -> {
                source = PlainText.start(value, MAX_SOURCE);
                sources = value;
            }
            case CONSENT_BASIS -> basis = BasisWords.read(value);
            case CALLS_REFUSED -> refused(Channel.PHONE, index, value);
            case TEXTS_REFUSED -> refused(Channel.SMS, index, value);
            case POST_REFUSED -> refused(Channel.POST, index, value);
            default -> {}
        }
    }

    /** Tells that nobody knows which line of a cell goes with which address. */
    void slipped() {
        slipped = true;
    }

    /**
     * Takes what tightens from the cells of a row that have slipped out of their columns: a word
     * that is a no wherever it stands, and only where there is nobody else whom it could be about.
     */
    void collectLoose(List<String> cells) {
        cells.forEach(cell -> mails.addAll(MailCells.whole(cell)));
        if (mails.isEmpty()) {
            cells.forEach(cell -> mails.addAll(MailCells.closing(cell)));
        }
        if (mails.size() == 1 && plan.columns().stream().anyMatch(each -> each.field().saysNo())) {
            cells.forEach(cell -> words.certainRefusal(cell).ifPresent(this::hear));
        }
    }

    /** Whether something tightens. */
    boolean tightens() {
        return event != null && event.tightens();
    }

    /** Takes a cell; a contact point bears the label of its column, unless it brings its own. */
    void add(ImportColumn column, String value) {
        switch (column.field()) {
            case IGNORE, EXTERNAL_SOURCE, LABEL, MAIL_STATUS, UNSUBSCRIBED, BOUNCED -> {}
            case CONSENT_DATE, CONSENT_BASIS, CALLS_REFUSED, TEXTS_REFUSED, POST_REFUSED -> {}
            case CONSENT_SOURCE ->
                    CsvCells.lines(value)
                            .forEach(line -> PlainText.of(column.field().code(), line, MAX_SOURCE));
            case EXTERNAL_ID, TITLE, GIVEN, FAMILY, STAGE, SORT_FORM, SALUTATION ->
                    texts.put(column.field(), value);
            case MIDDLE ->
                    texts.merge(
                            column.field(), value, (before, next) -> before.strip() + ' ' + next);
            case LANGUAGE, CITY, COUNTRY -> texts.put(column.field(), value);
            case FULL_NAME -> split(value);
            case MAIL, PHONE, HANDLE, WEB -> party.contacts(column, value);
            case ROLES -> party.roles(value);
            case TAGS -> party.tags(value);
            case ORGANISATION -> {
                texts.put(column.field(), value);
                organisations.addAll(CsvCells.lines(value));
            }
            case POSITION -> positions.addAll(CsvCells.lines(value));
        }
    }

    boolean namesOrganisationAlone() {
        return positions.isEmpty() && organisations.stream().anyMatch(name -> !name.isBlank());
    }

    List<String> mails() {
        return List.copyOf(mails);
    }

    List<String> normalised() {
        return party.normalised();
    }

    String externalId() {
        String field = ImportField.EXTERNAL_ID.code();
        String called = RoundedNumber.refused(field, text(ImportField.EXTERNAL_ID));
        return PlainText.of(field, called, MAX_EXTERNAL_ID);
    }

    /** Which list the external id is from, where the file has a column for it. */
    Optional<String> list() {
        return plan.has(ImportField.EXTERNAL_SOURCE)
                ? Optional.of(list.replace("\0", ""))
                : Optional.empty();
    }

    /** The external id of a row that is no person. */
    String legibleId() {
        boolean tooLong = id.codePointCount(0, id.length()) > MAX_EXTERNAL_ID;
        return tooLong || id.indexOf('\0') >= 0 || RoundedNumber.is(id) ? "" : id;
    }

    MailNews news() {
        List<MailLine> lines = statuses.isEmpty() ? List.of() : lines();
        String told = source.indexOf('\0') >= 0 ? "" : source;
        ConsentEvent happened = hushed && event == ConsentEvent.GRANTED ? null : event;
        boolean stated = statesMail || hushed;
        MailNews news =
                happened == null
                                && at == null
                                && told.isEmpty()
                                && lines.isEmpty()
                                && !stated
                                && doubts.isEmpty()
                        ? MailNews.NONE
                        : new MailNews(
                                stated,
                                Optional.ofNullable(happened),
                                Optional.ofNullable(at),
                                told,
                                doubts,
                                lines);
        return news.on(basis).and(others);
    }

    /** What is said of single addresses; where nobody can tell, all of it is said of all. */
    private List<MailLine> lines() {
        List<String> addresses =
                mailCells.stream()
                        .flatMap(cell -> MailCells.addresses(cell).stream())
                        .map(each -> MailAddress.normalised(each.value()).orElse(""))
                        .toList();
        boolean known = !slipped && !addresses.contains("");
        Optional<List<MailLine>> lines =
                known
                        ? new MailLines(words, statuses, dates, sources, this::time).of(addresses)
                        : Optional.empty();
        if (lines.isEmpty()) {
            hear(words.read(statuses), statusColumn, statuses, ConsentEvent.WITHDRAWN);
        }
        return lines.orElse(List.of()).stream()
                .filter(line -> !hushed || line.event().tightens())
                .toList();
    }

    private Optional<Instant> time(String text) {
        boolean dayFirst =
                plan.columns().stream()
                        .anyMatch(
                                column ->
                                        column.field() == ImportField.CONSENT_DATE
                                                && column.label().equals(ImportColumn.DAY_FIRST));
        return MailTimes.time(text, dayFirst);
    }

    private void status(int index, String value) {
        if (words.isTurnedRound(plan.columns().get(index).header(), value)) {
            ask(index, value, ConsentEvent.WITHDRAWN);
            return;
        }
        if (statuses.isEmpty() && MailLines.in(value)) {
            statuses = value;
            statusColumn = index;
            return;
        }
        hear(words.read(value), index, value, ConsentEvent.WITHDRAWN);
    }

    PersonDetails details() {
        List<Affiliation> affiliations = affiliations();
        if (affiliations.isEmpty()) {
            // What somebody is where no place is told: kept as far as there is a place for it.
            positions.stream().filter(each -> !each.isBlank()).forEach(party::role);
        }
        return new PersonDetails(
                new PersonName(
                        text(ImportField.TITLE),
                        given(),
                        text(ImportField.FAMILY),
                        text(ImportField.STAGE),
                        text(ImportField.SORT_FORM),
                        text(ImportField.SALUTATION)),
                text(ImportField.LANGUAGE),
                text(ImportField.CITY),
                text(ImportField.COUNTRY),
                party.roles(),
                party.contacts(),
                affiliations,
                party.tags());
    }

    /** All given names; a whole name, or the column of the first, may have the others already. */
    private String given() {
        String first = text(ImportField.GIVEN);
        String more = text(ImportField.MIDDLE).strip();
        if (more.isEmpty() || first.isBlank()) {
            return more.isEmpty() ? first : more;
        }
        return (' ' + first.strip()).endsWith(' ' + more) ? first : first.strip() + ' ' + more;
    }

    OrganisationDetails organisation() {
        return new OrganisationDetails(
                text(ImportField.ORGANISATION),
                text(ImportField.CITY),
                text(ImportField.COUNTRY),
                party.roles(),
                party.contacts(),
                party.tags());
    }

    /** The lines of both cells side by side; an organisation that is alone has every position. */
    private List<Affiliation> affiliations() {
        if (organisations.size() == 1 && positions.size() > 1) {
            return positions.stream()
                    .filter(position -> !position.isBlank())
                    .map(position -> new Affiliation(organisations.getFirst(), position))
                    .toList();
        }
        if (organisations.size() > 1 && positions.size() > organisations.size()) {
            // Nobody can tell what belongs where, and nothing is left out unsaid.
            throw new RefusedInputException(
                    ImportField.POSITION.code(), Problem.TOO_MANY, organisations.size());
        }
        return IntStream.range(0, organisations.size())
                .filter(i -> !organisations.get(i).isBlank())
                .mapToObj(i -> new Affiliation(organisations.get(i), position(i)))
                .toList();
    }

    private String position(int line) {
        return line < positions.size() ? positions.get(line) : "";
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

    private void happened(int index, String value, ConsentEvent what) {
        ImportColumn column = plan.columns().get(index);
        StatusWords.Said said =
                LetterNames.isReason(column.header()) && !StatusWords.isNothing(value)
                        ? new StatusWords.Said(Optional.of(what), true)
                        : words.read(value, what);
        if (said.event().isPresent()) {
            hear(said.event().get());
            time(column, value).ifPresent(time -> at = time);
        } else if (!said.understood()) {
            ask(index, value, what);
        }
    }

    private void refused(Channel way, int index, String value) {
        boolean meant = plan.meaning(index, value) == StrangeWords.Meaning.REFUSE;
        boolean dayFirst = plan.columns().get(index).label().equals(ImportColumn.DAY_FIRST);
        others.addAll(OtherNo.read(way, value, words, meant, dayFirst));
        if (OtherNo.isStrange(value, words)) {
            doubts.add(new Doubt(StrangeWords.Kind.STATUS, Place.of(index, value)));
        }
    }

    private static Optional<Instant> time(ImportColumn column, String value) {
        return MailTimes.time(value, column.label().equals(ImportColumn.DAY_FIRST));
    }

    private void date(int index, String value) {
        ImportColumn column = plan.columns().get(index);
        for (String line : CsvCells.lines(value)) {
            if (!StatusWords.isNothing(line) && time(column, line).isEmpty()) {
                doubts.add(new Doubt(StrangeWords.Kind.DATE, Place.of(index, line)));
            }
        }
    }

    // A word that is no yes takes the yes of another column away.
    private void hear(StatusWords.Said said, int index, String value, ConsentEvent refusal) {
        if (!said.understood()) {
            ask(index, value, refusal);
        } else {
            said.event().ifPresentOrElse(this::hear, () -> hushed = true);
        }
    }

    /** Takes a cell that is not understood for what a person says that it means. */
    private void ask(int index, String value, ConsentEvent refusal) {
        doubts.add(new Doubt(StrangeWords.Kind.STATUS, Place.of(index, value)));
        boolean status = plan.columns().get(index).field() == ImportField.MAIL_STATUS;
        switch (plan.meaning(index, value)) {
            case REFUSE -> hear(refusal);
            case SILENT -> hushed = true;
            case GRANT -> {
                if (status) {
                    hear(ConsentEvent.GRANTED);
                }
            }
        }
    }

    private void hear(ConsentEvent what) {
        event = event == null ? what : MailNews.stricter(event, what);
    }
}
