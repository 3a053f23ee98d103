package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportDraft;
import studio.backline.plugins.crm.importing.ImportField;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.MappingRefusedException;
import studio.backline.plugins.crm.importing.words.LetterNames;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Notice;
import studio.backline.screens.Tone;

/** Which column is what. Guesses are in pencil until they are touched. */
final class ImportColumnsStep extends Div {

    private final CrmWords words;
    private final PartyTables kind;
    private final List<ImportColumn> found;
    private final List<ComboBox<ImportField>> choices = new ArrayList<>();
    private final List<Optional<DateOrderChoice>> orders = new ArrayList<>();
    private final Paragraph leftOut = new Paragraph();
    private final Paragraph otherWays = new Paragraph();
    private final Div problem = new Div();

    ImportColumnsStep(
            CrmWords words,
            ImportDraft draft,
            Runnable discard,
            ImportShapeChoice.Reading reshape,
            Consumer<List<ImportColumn>> next) {
        this.words = words;
        this.kind = draft.kind();
        this.found = draft.columns();
        addClassName("bl-stack-body");
        Button back = new Button(words.get("crm.import.discard"), click -> discard.run());
        Button go = new Button(words.of(kind, "crm.import.columns.next"), click -> proceed(next));
        go.addThemeVariants(ButtonVariant.PRIMARY);
        Div foot = new Div(back, go);
        foot.addClassName("bl-screen-foot");
        leftOut.addClassNames("bl-small", "bl-dim");
        otherWays.addClassNames("bl-small", "bl-dim");
        Paragraph hint =
                new Paragraph(
                        words.get(
                                draft.remembered()
                                        ? "crm.import.columns.remembered"
                                        : "crm.import.columns.guessed"));
        add(
                new ImportShapeChoice(words, draft, reshape),
                hint,
                table(draft.remembered()),
                leftOut,
                otherWays,
                problem,
                foot);
        showLeftOut();
    }

    private NativeTable table(boolean remembered) {
        NativeTableRow heads =
                new NativeTableRow(
                        new NativeTableHeaderCell(words.get("crm.import.columns.yours")),
                        new NativeTableHeaderCell(words.get("crm.import.columns.samples")),
                        new NativeTableHeaderCell(words.get("crm.import.columns.here")));
        NativeTableBody body = new NativeTableBody();
        for (int i = 0; i < found.size(); i++) {
            body.add(row(found.get(i), words.column(found.get(i), i), remembered));
        }
        NativeTable table = new NativeTable();
        table.getHead().add(heads);
        table.add(body);
        table.addClassNames("bl-plain-rows", "bl-stack");
        return table;
    }

    private NativeTableRow row(ImportColumn column, String name, boolean remembered) {
        Span header = new Span(name);
        header.getElement().setAttribute("dir", "auto");
        header.addClassName("bl-strong");
        Div samples = new Div();
        samples.addClassNames("bl-small", "bl-dim");
        column.samples().stream()
                .limit(ImportColumn.SHOWN)
                .forEach(
                        sample -> {
                            Div line = new Div(sample);
                            line.getElement().setAttribute("dir", "auto");
                            line.addClassName("bl-sample");
                            samples.add(line);
                        });
        ComboBox<ImportField> choice = choice(column, name, remembered);
        choices.add(choice);
        NativeTableCell here = new NativeTableCell(choice);
        Optional<DateOrderChoice> order =
                column.doubtfulDate()
                        .map(date -> new DateOrderChoice(words, column, name, remembered));
        orders.add(order);
        order.ifPresent(
                asked -> {
                    asked.setVisible(column.field().dated());
                    choice.addValueChangeListener(
                            change -> asked.setVisible(choice.getValue().dated()));
                    here.add(asked);
                });
        return new NativeTableRow(new NativeTableCell(header), new NativeTableCell(samples), here);
    }

    private ComboBox<ImportField> choice(ImportColumn column, String name, boolean remembered) {
        ComboBox<ImportField> choice = new ComboBox<>();
        choice.setAriaLabel(words.get("crm.import.columns.field-of", name));
        choice.setItems(Stream.of(ImportField.values()).filter(field -> field.isOf(kind)).toList());
        choice.setItemLabelGenerator(field -> words.get("crm.import.field." + field.code()));
        choice.setValue(column.field());
        choice.setAllowCustomValue(false);
        choice.setWidthFull();
        boolean guess = !remembered && column.field() != ImportField.IGNORE;
        if (guess) {
            choice.addClassName("bl-guess");
            choice.setHelperText(words.get("crm.import.columns.guess"));
        }
        choice.addValueChangeListener(
                change -> {
                    choice.removeClassName("bl-guess");
                    choice.setHelperText("");
                    if (change.getValue() == null) {
                        choice.setValue(ImportField.IGNORE);
                    }
                    showLeftOut();
                });
        return choice;
    }

    private void showLeftOut() {
        List<ImportColumn> chosen = chosen();
        String names = leftOut(chosen, column -> true);
        String others = leftOut(chosen, column -> LetterNames.isAboutOtherWays(column.header()));
        leftOut.setText(
                names.isEmpty()
                        ? words.get("crm.import.columns.all-taken")
                        : words.get("crm.import.columns.left-out", names));
        otherWays.setText(words.get("crm.import.columns.other-ways", others));
        otherWays.setVisible(!others.isEmpty());
    }

    private String leftOut(List<ImportColumn> chosen, Predicate<ImportColumn> which) {
        return IntStream.range(0, chosen.size())
                .filter(i -> chosen.get(i).field() == ImportField.IGNORE)
                .filter(i -> which.test(chosen.get(i)))
                .mapToObj(i -> words.column(chosen.get(i), i))
                .collect(Collectors.joining(", "));
    }

    private List<ImportColumn> chosen() {
        List<ImportColumn> columns = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            ImportColumn column = found.get(i);
            columns.add(
                    new ImportColumn(
                            column.header(),
                            column.samples(),
                            choices.get(i).getValue(),
                            orders.get(i)
                                    .filter(DateOrderChoice::isVisible)
                                    .map(DateOrderChoice::getValue)
                                    .orElse(column.label())));
        }
        return columns;
    }

    private void proceed(Consumer<List<ImportColumn>> next) {
        problem.removeAll();
        List<ImportColumn> columns = chosen();
        try {
            requireWhole(columns);
        } catch (MappingRefusedException refusal) {
            String field = words.get("crm.import.field." + refusal.field().code());
            problem.add(new Notice(Tone.BAD, words.get(refusal.key(), field)));
            return;
        }
        next.accept(columns);
    }

    /** A plan checks its columns; the rest of it is asked in the next step. */
    private void requireWhole(List<ImportColumn> columns) {
        String source = words.get("crm.import.title");
        Set<String> tags = Set.of();
        var unused =
                kind == PartyTables.PERSON
                        ? new ImportPlan(
                                columns,
                                LawfulBasis.CONSENT,
                                source,
                                LocalDate.EPOCH,
                                Set.of(),
                                tags,
                                "")
                        : ImportPlan.ofOrganisations(
                                columns, source, LocalDate.EPOCH, Set.of(), tags);
    }
}
