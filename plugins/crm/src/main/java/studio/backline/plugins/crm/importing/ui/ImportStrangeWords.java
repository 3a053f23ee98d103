package studio.backline.plugins.crm.importing.ui;

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
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.function.Consumer;
import studio.backline.plugins.crm.importing.StrangeWords;
import studio.backline.plugins.crm.ui.CrmWords;

/** The words of a status that are not understood; whoever imports says what they mean. */
final class ImportStrangeWords extends Div {

    ImportStrangeWords(CrmWords words, StrangeWords strange, Consumer<Boolean> refuse) {
        Paragraph line = new Paragraph(words.get("crm.import.strange.line"));
        line.addClassNames("bl-small", "bl-dim");
        NativeTableBody body = new NativeTableBody();
        for (StrangeWords.Word word : strange.words()) {
            Span text =
                    new Span(
                            word.text().isEmpty()
                                    ? words.get("crm.import.strange.others")
                                    : word.text());
            text.getElement().setAttribute("dir", "auto");
            body.add(
                    new NativeTableRow(
                            new NativeTableCell(text),
                            new NativeTableCell(words.number(word.rows()))));
        }
        NativeTable table = new NativeTable();
        table.getHead()
                .add(
                        new NativeTableRow(
                                new NativeTableHeaderCell(words.get("crm.import.strange.word")),
                                new NativeTableHeaderCell(words.get("crm.import.strange.rows"))));
        table.add(body);
        table.addClassName("bl-plain-rows");
        RadioButtonGroup<Boolean> meaning = new RadioButtonGroup<>();
        meaning.setLabel(words.get("crm.import.strange.meaning"));
        meaning.setItems(true, false);
        meaning.setItemLabelGenerator(
                no -> words.get(no ? "crm.import.strange.refuse" : "crm.import.strange.silent"));
        meaning.addThemeName("vertical");
        meaning.setValue(strange.refuse());
        meaning.addValueChangeListener(change -> refuse.accept(change.getValue()));
        H2 heading = new H2(words.get("crm.import.strange"));
        heading.addClassName("bl-big");
        Section section = new Section(heading, line, table, meaning);
        section.addClassName("bl-part");
        add(section);
    }
}
