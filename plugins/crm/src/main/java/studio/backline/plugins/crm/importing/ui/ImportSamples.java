package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import studio.backline.plugins.crm.importing.ImportSample;
import studio.backline.plugins.crm.importing.ImportSample.Outcome;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.ui.CrmWords;

/** A few rows of each outcome; what is left out comes with its reason. */
final class ImportSamples extends Div {

    private static final int SHOWN = 12;

    private final CrmWords words;

    ImportSamples(CrmWords words, PartyTables kind, List<ImportSample> samples) {
        this.words = words;
        addClassName("bl-samples");
        List<ImportSample> taken =
                samples.stream()
                        .filter(row -> !leftOut(row) && row.outcome() != Outcome.NAMESAKE)
                        .toList();
        List<ImportSample> left = samples.stream().filter(ImportSamples::leftOut).toList();
        if (!taken.isEmpty()) {
            String title = words.of(kind, "crm.import.samples.taken");
            add(part(title, "crm.import.samples.taken.line", taken, false));
        }
        if (!left.isEmpty()) {
            String title = words.get("crm.import.samples.left");
            add(part(title, "crm.import.samples.left.line", left, true));
        }
    }

    private static boolean leftOut(ImportSample sample) {
        return sample.outcome() == Outcome.FAULTY || sample.outcome() == Outcome.DUPLICATE;
    }

    private Section part(String title, String line, List<ImportSample> samples, boolean reasons) {
        NativeTableBody body = new NativeTableBody();
        samples.stream().limit(SHOWN).forEach(sample -> body.add(row(sample, reasons)));
        NativeTable table = new NativeTable();
        table.getHead()
                .add(
                        new NativeTableRow(
                                new NativeTableHeaderCell(words.get("crm.import.samples.row")),
                                new NativeTableHeaderCell(words.get("crm.import.samples.who")),
                                new NativeTableHeaderCell(
                                        words.get(
                                                reasons
                                                        ? "crm.import.samples.why"
                                                        : "crm.import.samples.what"))));
        table.add(body);
        table.addClassName("bl-plain-rows");
        H2 heading = new H2(title);
        heading.addClassName("bl-big");
        Paragraph under = new Paragraph(words.get(line));
        under.addClassNames("bl-small", "bl-dim");
        Section section = new Section(heading, under, table);
        section.addClassName("bl-part");
        return section;
    }

    private NativeTableRow row(ImportSample sample, boolean reasons) {
        Span who = new Span(sample.display());
        who.getElement().setAttribute("dir", "auto");
        String outcome = sample.outcome().name().toLowerCase(Locale.ROOT);
        Span what =
                new Span(
                        reasons
                                ? words.whyLeftOut(sample)
                                : words.get("crm.import.outcome." + outcome));
        if (!reasons) {
            what.addClassName("bl-pencilled");
        }
        NativeTableCell outcomes = new NativeTableCell();
        if (sample.changes().isEmpty()) {
            outcomes.add(what);
        }
        sample.changes().forEach(change -> outcomes.add(change(change)));
        return new NativeTableRow(
                new NativeTableCell(words.number(sample.line())),
                new NativeTableCell(who),
                outcomes);
    }

    /** In pencil: what goes struck through, what comes after it. */
    private Div change(ImportSample.Change change) {
        Span field = new Span(words.get("crm.import.field." + change.field()));
        field.addClassName("bl-faint");
        Div line = new Div(field);
        line.addClassName("bl-change");
        if (!change.before().isEmpty()) {
            line.add(value("del", change, change.before()));
        }
        HtmlContainer after = value("ins", change, change.after());
        after.addClassName("bl-pencilled");
        line.add(after);
        return line;
    }

    private HtmlContainer value(String tag, ImportSample.Change change, String value) {
        HtmlContainer container = new HtmlContainer(tag);
        container.setText(change.field().equals("roles") ? words.get("crm.role." + value) : value);
        container.getElement().setAttribute("dir", "auto");
        return container;
    }
}
