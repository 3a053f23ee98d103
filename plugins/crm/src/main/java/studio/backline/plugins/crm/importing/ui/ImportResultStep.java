package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.io.IOException;
import java.util.Optional;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.importing.ImportCounts;
import studio.backline.plugins.crm.importing.ImportDraft;
import studio.backline.plugins.crm.importing.ImportGoneException;
import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.importing.ImportState;
import studio.backline.plugins.crm.importing.ImportStatus;
import studio.backline.plugins.crm.organisation.ui.OrganisationNavigation;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.person.ui.PersonNavigation;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Icons;
import studio.backline.screens.Toasts;

/** What has happened, and the way back. */
final class ImportResultStep extends Div {

    ImportResultStep(
            CrmWords words,
            ImportService imports,
            ImportStatus status,
            String outcome,
            Runnable undo) {
        addClassName("bl-stack-body");
        ImportCounts counts = status.counts();
        add(
                line(
                        words.of(
                                outcome.equals("undone") ? status.kind() : PartyTables.PERSON,
                                "crm.import.result." + outcome + ".line",
                                status.kept(),
                                counts.rows(),
                                status.unread())));
        if (status.ungranted() > 0) {
            add(line(words.get("crm.import.result.undone.ungranted", status.ungranted())));
        }
        if (status.ungrantedInTrash() > 0) {
            add(line(words.get("crm.import.result.undone.in-trash", status.ungrantedInTrash())));
        }
        boolean undone = status.state() == ImportState.UNDONE;
        if (!undone) {
            addSums(words, imports, status);
        }
        Div left = new Div();
        left.addClassName("bl-actions");
        if (counts.faulty() + counts.duplicate() > 0) {
            left.add(ImportRehearsalStep.faultyRows(words, imports, status));
        }
        if (!undone) {
            organisations(words, imports, status).ifPresent(left::add);
            left.add(new Button(words.get("crm.import.undo"), Icons.of("undo"), x -> undo.run()));
        }
        Div foot = new Div(left, toList(words, status.kind()));
        foot.addClassName("bl-screen-foot");
        add(foot);
    }

    private void addSums(CrmWords words, ImportService imports, ImportStatus status) {
        add(new ImportSums(words, status, imports.namesakes(status.id()), false));
        ImportStrangeWords.nothing(
                        words,
                        ImportRehearsalStep.columns(imports, status),
                        imports.strangeWords(status.id()))
                .ifPresent(this::add);
        add(new ImportNamesakes(words, imports.samples(status.id())));
    }

    private static Paragraph line(String text) {
        Paragraph line = new Paragraph(text);
        line.addClassName("bl-dim");
        line.getElement().setAttribute("role", "status");
        return line;
    }

    private static Optional<Button> organisations(
            CrmWords words, ImportService imports, ImportStatus status) {
        long rows = imports.organisations(status.id());
        return rows == 0
                ? Optional.empty()
                : Optional.of(
                        new Button(
                                words.get("crm.import.organisations", rows),
                                Icons.of("upload"),
                                click -> bringOrganisations(words, imports, status.id())));
    }

    /** They go the way of every list of organisations: columns first, and a rehearsal. */
    private static void bringOrganisations(CrmWords words, ImportService imports, ImportId id) {
        try {
            ImportDraft draft = imports.beginOrganisations(id);
            UI.getCurrent().navigate(ImportNavigation.of(draft.kind(), draft.id()));
        } catch (IOException | BrokenFileException | ImportGoneException unreadable) {
            Toasts.show(words.get("crm.import.unreadable"));
        }
    }

    private static Button toList(CrmWords words, PartyTables kind) {
        String list =
                kind == PartyTables.PERSON ? PersonNavigation.LIST : OrganisationNavigation.LIST;
        Button button =
                new Button(
                        words.of(kind, "crm.import.to-people"),
                        click -> UI.getCurrent().navigate(list));
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }
}
