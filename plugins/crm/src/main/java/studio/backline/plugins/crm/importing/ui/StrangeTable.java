package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.Component;
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
import java.util.Optional;
import java.util.function.Function;
import studio.backline.plugins.crm.contact.Unseen;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.strange.StrangeWords;
import studio.backline.plugins.crm.ui.CrmWords;

/** Words of a file with their columns and how many rows hold them, under a heading. */
final class StrangeTable extends Section {

    private final CrmWords words;
    private final List<ImportColumn> columns;

    /**
     * @param key of the heading, and with {@code .line} of the text under it
     * @param told what that text names
     */
    StrangeTable(CrmWords words, List<ImportColumn> columns, String key, Object... told) {
        this.words = words;
        this.columns = columns;
        H2 heading = new H2(words.get(key));
        heading.addClassName("bl-big");
        Paragraph line = new Paragraph(words.get(key + ".line", told));
        line.addClassNames("bl-small", "bl-dim");
        add(heading, line);
        addClassName("bl-part");
    }

    /**
     * @param answer what stands beside a word, under a heading of its own
     */
    void show(
            List<StrangeWords.Word> strange,
            Optional<Function<StrangeWords.Word, Component>> answer) {
        NativeTableRow heads =
                new NativeTableRow(
                        new NativeTableHeaderCell(words.get("crm.import.strange.column")),
                        new NativeTableHeaderCell(words.get("crm.import.strange.word")),
                        new NativeTableHeaderCell(words.get("crm.import.strange.rows")));
        answer.ifPresent(
                any ->
                        heads.add(
                                new NativeTableHeaderCell(
                                        words.get("crm.import.strange.meaning"))));
        NativeTableBody body = new NativeTableBody();
        for (StrangeWords.Word word : strange) {
            NativeTableRow row =
                    new NativeTableRow(
                            new NativeTableCell(text(column(word))),
                            new NativeTableCell(strong(shown(word))),
                            new NativeTableCell(
                                    words.get("crm.import.strange.in-rows", word.rows())));
            answer.ifPresent(make -> row.add(new NativeTableCell(make.apply(word))));
            body.add(row);
        }
        NativeTable table = new NativeTable();
        table.getHead().add(heads);
        table.add(body);
        table.addClassNames("bl-plain-rows", "bl-stack");
        add(table);
    }

    String shown(StrangeWords.Word word) {
        String text = word.place().text();
        if (text.isEmpty()) {
            return words.get("crm.import.strange.others");
        }
        return Unseen.without(text).isEmpty() ? words.get("crm.import.strange.unseen") : text;
    }

    private String column(StrangeWords.Word word) {
        int at = word.place().column();
        return at < columns.size() ? words.column(columns.get(at), at) : "";
    }

    private static Span strong(String text) {
        Span span = text(text);
        span.addClassName("bl-strong");
        return span;
    }

    private static Span text(String text) {
        Span span = new Span(text);
        span.getElement().setAttribute("dir", "auto");
        return span;
    }
}
