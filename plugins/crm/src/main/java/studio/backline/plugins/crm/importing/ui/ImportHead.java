package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import studio.backline.plugins.crm.organisation.ui.OrganisationNavigation;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.person.ui.PersonNavigation;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.plugins.crm.ui.Crumbs;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Steps;

/** The head of every step: the way back, the title, and where one is on the stave. */
final class ImportHead extends Div {

    private final CrmWords words;
    private final boolean begun;
    private final PageHeader header;
    private final Div crumbs = new Div();
    private final Div stave = new Div();
    private Steps steps;
    private PartyTables kind = PartyTables.PERSON;

    ImportHead(CrmWords words, boolean begun) {
        this.words = words;
        this.begun = begun;
        this.header = new PageHeader("");
        this.steps = steps();
        Div line = new Div(header, stave);
        line.addClassName("bl-steps-head");
        add(crumbs, line);
        of(PartyTables.PERSON);
    }

    /** Says what comes in, which has its own way back. */
    void of(PartyTables one) {
        kind = one;
        boolean people = kind == PartyTables.PERSON;
        Crumbs way =
                new Crumbs(words)
                        .to(
                                people ? PersonNavigation.LIST : OrganisationNavigation.LIST,
                                people ? "crm.people.title" : "crm.organisations.title");
        if (begun) {
            way.to(ImportNavigation.START, "crm.import.all");
        }
        steps = steps();
        crumbs.removeAll();
        crumbs.add(way);
        stave.removeAll();
        stave.add(steps);
    }

    private Steps steps() {
        return new Steps(
                List.of(
                        words.get("crm.import.step.file"),
                        words.get("crm.import.step.columns"),
                        words.of(kind, "crm.import.step.permission"),
                        words.get("crm.import.step.rehearsal"),
                        words.get("crm.import.step.import")));
    }

    /** Where one is; who has come a step further begins at the top again. */
    void show(Step step, String title, String line) {
        header.setTitle(step == Step.PERMISSION ? words.of(kind, title) : words.get(title));
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
