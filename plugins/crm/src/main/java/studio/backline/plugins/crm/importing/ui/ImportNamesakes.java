package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.html.Anchor;
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
import java.util.UUID;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.importing.ImportSample;
import studio.backline.plugins.crm.importing.ImportSample.Outcome;
import studio.backline.plugins.crm.person.ui.PersonNavigation;
import studio.backline.plugins.crm.ui.CrmWords;

/** New people who may be somebody here that said no; nothing where there are none. */
final class ImportNamesakes extends Div {

    private final CrmWords words;

    ImportNamesakes(CrmWords words, List<ImportSample> samples) {
        this.words = words;
        List<ImportSample> namesakes =
                samples.stream().filter(row -> row.outcome() == Outcome.NAMESAKE).toList();
        setVisible(!namesakes.isEmpty());
        if (isVisible()) {
            add(part(namesakes));
        }
    }

    private Section part(List<ImportSample> namesakes) {
        NativeTableBody body = new NativeTableBody();
        namesakes.forEach(each -> body.add(row(each)));
        NativeTable table = new NativeTable();
        table.getHead()
                .add(
                        new NativeTableRow(
                                new NativeTableHeaderCell(words.get("crm.import.samples.row")),
                                new NativeTableHeaderCell(words.get("crm.import.samples.who")),
                                new NativeTableHeaderCell(words.get("crm.import.namesakes.whom"))));
        table.add(body);
        table.addClassName("bl-plain-rows");
        H2 heading = new H2(words.get("crm.import.namesakes"));
        heading.addClassName("bl-big");
        Paragraph line = new Paragraph(words.get("crm.import.namesakes.line"));
        line.addClassNames("bl-small", "bl-dim");
        Section section = new Section(heading, line, table);
        section.addClassName("bl-part");
        return section;
    }

    private NativeTableRow row(ImportSample sample) {
        Span who = new Span(sample.display());
        who.getElement().setAttribute("dir", "auto");
        SubjectId whom = new SubjectId(UUID.fromString(sample.detail()));
        Anchor look = new Anchor(PersonNavigation.of(whom), words.get("crm.import.namesakes.look"));
        return new NativeTableRow(
                new NativeTableCell(words.number(sample.line())),
                new NativeTableCell(who),
                new NativeTableCell(look));
    }
}
