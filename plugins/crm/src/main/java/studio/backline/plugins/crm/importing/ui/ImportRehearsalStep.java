package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportCounts;
import studio.backline.plugins.crm.importing.ImportField;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.ImportSample;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.importing.ImportStatus;
import studio.backline.plugins.crm.importing.strange.StrangeWords;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Kind;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Meaning;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Place;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.file.DownloadLink;

/** What would happen. Nothing of it has. */
final class ImportRehearsalStep extends Div {

    private boolean lookedAt;

    ImportRehearsalStep(
            CrmWords words,
            ImportService imports,
            ImportStatus status,
            Runnable back,
            Consumer<Boolean> run,
            Consumer<Map<Place, Meaning>> readStrange) {
        addClassName("bl-stack-body");
        ImportCounts counts = status.counts();
        Paragraph line = new Paragraph(words.get("crm.import.rehearsal.line"));
        line.addClassName("bl-dim");
        long people = counts.created() + counts.changed();
        boolean news = people + counts.optOuts() > 0;
        Button go =
                news
                        ? new Button(
                                words.of(status.kind(), "crm.import.run", people),
                                click -> run.accept(lookedAt))
                        : new Button(
                                words.get("crm.import.another"), click -> discard(imports, status));
        go.addThemeVariants(ButtonVariant.PRIMARY);
        Span undo = new Span(words.get(news ? "crm.import.run.undo" : "crm.import.run.nothing"));
        undo.addClassName("bl-faint");
        Div right = new Div(undo, go);
        right.addClassName("bl-actions");
        Div foot = new Div(left(words, imports, status, back), right);
        foot.addClassName("bl-screen-foot");
        add(line, new ImportSums(words, status, imports.namesakes(status.id()), true));
        addStrange(words, imports, status, news ? Optional.of(go) : Optional.empty(), readStrange);
        List<ImportSample> samples = imports.samples(status.id());
        add(
                new ImportNamesakes(words, samples),
                new ImportSamples(words, status.kind(), samples),
                foot);
    }

    private static Div left(
            CrmWords words, ImportService imports, ImportStatus status, Runnable back) {
        Div left = new Div(new Button(words.get("crm.import.back.columns"), click -> back.run()));
        left.addClassName("bl-actions");
        ImportCounts counts = status.counts();
        if (counts.faulty() + counts.duplicate() > 0) {
            left.add(faultyRows(words, imports, status));
        }
        return left;
    }

    private static void discard(ImportService imports, ImportStatus status) {
        imports.discard(status.id());
        UI.getCurrent().navigate(ImportNavigation.start(status.kind()));
    }

    private void addStrange(
            CrmWords words,
            ImportService imports,
            ImportStatus status,
            Optional<Button> go,
            Consumer<Map<Place, Meaning>> readStrange) {
        StrangeWords strange = imports.strangeWords(status.id());
        List<ImportColumn> columns = columns(imports, status);
        if (!strange.of(Kind.LEFT_OUT).isEmpty()) {
            add(leftOut(words, status.kind(), columns, strange.of(Kind.LEFT_OUT), go));
        }
        if (!strange.words().isEmpty()) {
            add(new ImportStrangeWords(words, status.kind(), columns, strange, readStrange));
        }
    }

    /** Nobody gets a permission while a column that may speak against it is not looked at. */
    private Section leftOut(
            CrmWords words,
            PartyTables kind,
            List<ImportColumn> columns,
            List<StrangeWords.Word> strange,
            Optional<Button> go) {
        StrangeTable table =
                new StrangeTable(words, columns, "crm.import.strange.left", thatSayNo(words, kind));
        table.show(strange, Optional.empty());
        go.ifPresent(button -> table.add(seen(words, button)));
        return table;
    }

    private Checkbox seen(CrmWords words, Button go) {
        Checkbox seen = new Checkbox(words.get("crm.import.strange.left.seen"));
        go.setEnabled(false);
        seen.addValueChangeListener(
                change -> {
                    lookedAt = change.getValue();
                    go.setEnabled(lookedAt);
                });
        return seen;
    }

    /** Whatever a column that says no can be here. */
    private static String thatSayNo(CrmWords words, PartyTables kind) {
        return Stream.of(ImportField.values())
                .filter(field -> field.isOf(kind) && field.saysNo())
                .map(field -> words.get("crm.import.field." + field.code()))
                .map(field -> words.get("crm.import.strange.left.field", field))
                .collect(Collectors.joining(", "));
    }

    static List<ImportColumn> columns(ImportService imports, ImportStatus status) {
        return imports.plan(status.id()).map(ImportPlan::columns).orElse(List.of());
    }

    static DownloadLink faultyRows(CrmWords words, ImportService imports, ImportStatus status) {
        ImportCounts counts = status.counts();
        return new DownloadLink(
                words.get("crm.import.faulty-rows", counts.faulty() + counts.duplicate()),
                words.get("crm.import.faulty-rows.file"),
                out -> imports.writeFaults(status.id(), out));
    }
}
