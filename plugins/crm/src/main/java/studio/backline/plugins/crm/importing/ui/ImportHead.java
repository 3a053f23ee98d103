package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import studio.backline.plugins.crm.person.ui.PersonNavigation;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.plugins.crm.ui.Crumbs;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Steps;

/** The head of every step: the way back, the title, and where one is on the stave. */
final class ImportHead extends Div {

    private final CrmWords words;
    private final PageHeader header;
    private final Steps steps;

    ImportHead(CrmWords words, boolean begun) {
        this.words = words;
        this.header = new PageHeader("");
        this.steps =
                new Steps(
                        List.of(
                                words.get("crm.import.step.file"),
                                words.get("crm.import.step.columns"),
                                words.get("crm.import.step.permission"),
                                words.get("crm.import.step.rehearsal"),
                                words.get("crm.import.step.import")));
        Crumbs crumbs = new Crumbs(words).to(PersonNavigation.LIST, "crm.people.title");
        if (begun) {
            crumbs.to(ImportNavigation.START, "crm.import.all");
        }
        Div line = new Div(header, steps);
        line.addClassName("bl-steps-head");
        add(crumbs, line);
    }

    /** Where one is; who has come a step further begins at the top again. */
    void show(Step step, String title, String line) {
        header.setTitle(words.get(title));
        header.setLine(line);
        steps.setCurrent(step.ordinal());
        if (isAttached()) {
            header.arrive();
        }
    }

    /** The steps, in their order. */
    enum Step {
        FILE,
        COLUMNS,
        PERMISSION,
        REHEARSAL,
        IMPORT
    }
}
