package studio.backline.plugins.crm.importing.rows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportField;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.words.StatusWords;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonKeys;
import studio.backline.plugins.crm.person.PersonName;

/** Reads rows of a file into people or organisations, as the plan says. */
public final class RowReader {

    /** Why a row of a list of people is none: it names an organisation, and nobody there. */
    public static final String ORGANISATION = "organisation";

    private final ImportPlan plan;
    private final List<ImportColumn> columns;
    private final LabelCells labels;
    private final boolean statesMail;
    private final boolean namesPeople;
    private final boolean exported;
    private final StatusWords words = new StatusWords();

    public RowReader(ImportPlan plan) {
        this.plan = plan;
        this.columns = plan.columns();
        this.labels = new LabelCells(columns);
        this.statesMail = plan.has(ImportField.MAIL_STATUS);
        this.exported = CsvCells.areExported(columns.stream().map(ImportColumn::header).toList());
        this.namesPeople = columns.stream().anyMatch(column -> isName(column.field()));
    }

    /** What a row is about, or why there is nothing. */
    public ParsedRow read(CsvRow given) {
        CsvRow row = asItWas(given);
        RowDraft draft = new RowDraft(plan, statesMail, words);
        if (!row.damaged() && isRagged(row)) {
            return ragged(row, draft);
        }
        int width = Math.min(row.cells().size(), columns.size());
        for (int i = 0; i < width; i++) {
            String value = CsvCells.value(row.cells().get(i));
            if (!value.isEmpty() && !(row.damaged() && value.indexOf('\ufffd') >= 0)) {
                draft.collectMail(i, value);
            }
        }
        if (row.damaged()) {
            draft.slipped();
            return faulty(row, draft, "damaged", "");
        }
        ImportColumn current = columns.getFirst();
        try {
            for (int i = 0; i < width; i++) {
                current = columns.get(i);
                String value = CsvCells.value(row.cells().get(i));
                if (!value.isEmpty()) {
                    draft.add(labels.of(i, row), value);
                }
            }
            return plan.kind() == PartyTables.PERSON ? known(row, draft) : organisation(row, draft);
        } catch (RefusedInputException refused) {
            return refused(row, draft, refused, current);
        }
    }

    /** Nobody can tell which cell belongs to which column, not even the one of a yes or a no. */
    private ParsedRow ragged(CsvRow row, RowDraft draft) {
        draft.collectLoose(row.cells().stream().map(CsvCells::value).toList());
        long cells = row.cells().stream().filter(cell -> !lacks(cell)).count();
        String reason = cells < columns.size() ? "short" : "ragged";
        return faulty(
                row, draft, draft.tightens() ? reason + "-no" : reason, String.valueOf(cells));
    }

    /** An export lacks no cells: what looks like the mark is what somebody has written. */
    private boolean lacks(String cell) {
        return !exported && cell.equals(CsvCells.LACKING);
    }

    /** Without what an earlier import has put in place of cells that it lacks. */
    private CsvRow asItWas(CsvRow row) {
        int size = row.cells().size();
        while (size > 0 && lacks(row.cells().get(size - 1))) {
            size--;
        }
        return size == row.cells().size()
                ? row
                : new CsvRow(row.line(), row.cells().subList(0, size), row.damaged());
    }

    private boolean isRagged(CsvRow row) {
        List<String> cells = row.cells();
        if (cells.size() < columns.size() || cells.stream().anyMatch(this::lacks)) {
            return true;
        }
        return cells.subList(columns.size(), cells.size()).stream().anyMatch(c -> !c.isBlank());
    }

    private ParsedRow known(CsvRow row, RowDraft draft) {
        PersonDetails details = draft.details();
        boolean alone =
                isNameless(details.name()) && isOrganisation(draft) && !isSomebody(details, draft);
        return new ParsedRow.Known(
                row.line(),
                row.cells(),
                draft.mails(),
                draft.news(),
                TimeOrderedUuid.next(),
                draft.externalId(),
                draft.list(),
                details,
                PersonKeys.of(details.name(), details.contacts()),
                draft.normalised(),
                alone);
    }

    /** Of a list that has names, a row that names none but an organisation's. */
    private boolean isOrganisation(RowDraft draft) {
        return namesPeople && draft.namesOrganisationAlone();
    }

    /** Whoever has a number, is addressed somehow or agreed to letters is a person. */
    private static boolean isSomebody(PersonDetails details, RowDraft draft) {
        MailNews news = draft.news();
        return !details.name().salutation().isBlank()
                || !draft.legibleId().isEmpty()
                || news.at().isPresent()
                || (news.event().isPresent() || !news.lines().isEmpty()) && news.grants();
    }

    private static boolean isNameless(PersonName name) {
        return name.given().isBlank()
                && name.family().isBlank()
                && name.stage().isBlank()
                && name.title().isBlank();
    }

    private String nobody(RowDraft draft) {
        if (plan.kind() == PartyTables.ORGANISATION) {
            return "nameless";
        }
        return isOrganisation(draft) ? ORGANISATION : "nobody";
    }

    private static boolean isName(ImportField field) {
        return switch (field) {
            case GIVEN, MIDDLE, FAMILY, FULL_NAME, STAGE -> true;
            default -> false;
        };
    }

    private ParsedRow organisation(CsvRow row, RowDraft draft) {
        return new ParsedRow.Organisation(
                row.line(), row.cells(), draft.mails(), news(draft), draft.organisation());
    }

    /** An organisation is nobody who says anything; its addresses may be somebody's who does. */
    private MailNews news(RowDraft draft) {
        return plan.kind() == PartyTables.ORGANISATION && draft.mails().isEmpty()
                ? MailNews.NONE
                : draft.news();
    }

    private ParsedRow refused(
            CsvRow row, RowDraft draft, RefusedInputException refused, ImportColumn column) {
        boolean nobody =
                refused.problem() == RefusedInputException.Problem.EMPTY
                        && refused.field().equals("name");
        if (nobody) {
            return faulty(row, draft, nobody(draft), "");
        }
        Optional<ImportField> field = field(refused.field());
        return faulty(
                row,
                draft,
                refused.problem().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "field:" + field.orElse(column.field()).code());
    }

    private Optional<ImportField> field(String code) {
        if (plan.kind() == PartyTables.ORGANISATION && code.equals("name")) {
            return Optional.of(ImportField.ORGANISATION);
        }
        for (ImportField field : ImportField.values()) {
            if (field.code().equals(code)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private ParsedRow faulty(CsvRow row, RowDraft draft, String reason, String detail) {
        return new ParsedRow.Faulty(
                row.line(),
                row.cells(),
                draft.mails(),
                draft.legibleId(),
                draft.list(),
                news(draft),
                reason,
                detail);
    }
}
