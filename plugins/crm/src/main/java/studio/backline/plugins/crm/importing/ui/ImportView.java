package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.csv.CsvShape;
import studio.backline.plugins.crm.importing.ImportDraft;
import studio.backline.plugins.crm.importing.ImportGoneException;
import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.importing.ImportState;
import studio.backline.plugins.crm.importing.ImportStatus;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.EmptyState;
import studio.backline.screens.Notice;
import studio.backline.screens.Toasts;
import studio.backline.screens.Tone;

/** One import, at the step where it stands; that is kept with the import, not in the window. */
final class ImportView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final CrmWords words;
    private final ImportService imports;
    private final TagService tags;
    private final Jobs jobs;
    private final ImportHead head;
    private final Div body = new Div();
    private PartyTables shown = PartyTables.PERSON;
    private Optional<ImportAnswers> answers = Optional.empty();

    ImportView(Texts texts, ImportService imports, TagService tags, Jobs jobs) {
        this.words = new CrmWords(texts);
        this.imports = imports;
        this.tags = tags;
        this.jobs = jobs;
        this.head = new ImportHead(words, true);
        addClassName("bl-screen");
        body.addClassName("bl-stack-body");
        add(head, body);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent enter) {
        answers = Optional.empty();
        Optional<ImportId> id =
                enter.getRouteParameters().get(ImportNavigation.ID).flatMap(ImportNavigation::id);
        if (id.isEmpty()) {
            enter.rerouteToError(NotFoundException.class);
            return;
        }
        imports.find(id.get()).ifPresentOrElse(status -> enter(enter, status), this::showGone);
    }

    /** A notice of its job does not know what it brings, and it may be read otherwise since. */
    private void enter(BeforeEnterEvent enter, ImportStatus status) {
        String address = ImportNavigation.of(status.kind(), status.id());
        if (enter.getLocation().getPath().equals(address)) {
            show(status);
        } else {
            enter.forwardTo(address);
        }
    }

    @Override
    public String getPageTitle() {
        return words.get("crm.import.title");
    }

    void show(ImportId id) {
        imports.find(id).ifPresentOrElse(this::show, this::showGone);
    }

    private void showGone() {
        head.show(ImportHead.Step.FILE, "crm.import.title", "");
        place(new EmptyState(words.get("crm.import.gone")));
    }

    private void show(ImportStatus status) {
        head.of(status.kind());
        switch (status.state()) {
            case DRAFT -> showColumns(status.id());
            case REHEARSING ->
                    showProgress(status, ImportHead.Step.REHEARSAL, "crm.import.rehearsing");
            case REHEARSED -> showRehearsal(status);
            case RUNNING -> showProgress(status, ImportHead.Step.IMPORT, "crm.import.running");
            case UNDOING -> showProgress(status, ImportHead.Step.IMPORT, "crm.import.undoing");
            case DONE, STOPPED, FAILED, UNDONE -> showResult(status);
        }
        job(status)
                .filter(job -> job.state() == JobState.FAILED)
                .flatMap(JobStatus::message)
                .ifPresent(why -> body.addComponentAsFirst(new Notice(Tone.BAD, why)));
    }

    private Optional<JobStatus> job(ImportStatus status) {
        return status.job().flatMap(jobs::find);
    }

    private void showColumns(ImportId id) {
        try {
            showColumns(imports.draft(id));
        } catch (BrokenFileException broken) {
            showUnreadable(words.get(broken.key(), broken.line()));
        } catch (IOException unreadable) {
            showUnreadable(words.get("crm.import.unreadable"));
        }
    }

    private void showColumns(ImportDraft draft) {
        shown = draft.kind();
        head.of(shown);
        head.show(ImportHead.Step.COLUMNS, "crm.import.columns.title", fileLine(draft));
        place(
                new ImportColumnsStep(
                        words,
                        draft,
                        () -> discard(draft),
                        (shape, names, kind) -> reshape(draft.id(), shape, names, kind),
                        columns -> showPermission(draft.with(columns))));
    }

    private void reshape(
            ImportId id, CsvShape shape, Optional<Boolean> names, Optional<PartyTables> kind) {
        try {
            ImportDraft draft = imports.reshape(id, shape, names, kind);
            boolean moved = draft.kind() != shown;
            showColumns(draft);
            if (moved) {
                getUI().ifPresent(ui -> ui.navigate(ImportNavigation.of(draft.kind(), id)));
            }
        } catch (BrokenFileException broken) {
            showColumns(id);
            body.addComponentAsFirst(new Notice(Tone.BAD, words.get(broken.key(), broken.line())));
        } catch (ImportGoneException gone) {
            Toasts.show(words.get("crm.import.gone"));
            show(id);
        } catch (IOException unreadable) {
            showUnreadable(words.get("crm.import.unreadable"));
        }
    }

    private void showUnreadable(String why) {
        head.show(ImportHead.Step.FILE, "crm.import.title", "");
        place(new Notice(Tone.BAD, why));
    }

    private void showPermission(ImportDraft draft) {
        head.show(ImportHead.Step.PERMISSION, "crm.import.permission.title", draft.fileName());
        place(
                new ImportPermissionStep(
                        words,
                        tags,
                        draft,
                        answers.or(() -> imports.plan(draft.id()).map(ImportAnswers::of))
                                .orElse(ImportAnswers.NONE),
                        given -> {
                            answers = Optional.of(given);
                            showColumns(draft);
                        },
                        plan -> rehearse(draft.id(), plan)));
    }

    private void showRehearsal(ImportStatus status) {
        head.show(ImportHead.Step.REHEARSAL, "crm.import.rehearsal.title", status.fileName());
        place(
                new ImportRehearsalStep(
                        words,
                        imports,
                        status,
                        () -> showColumns(status.id()),
                        seen -> act(status.id(), id -> imports.run(status, seen)),
                        told -> act(status.id(), id -> imports.readStrangeWords(id, told))));
    }

    private void showResult(ImportStatus status) {
        boolean halfUndone =
                status.state() != ImportState.UNDONE
                        && job(status)
                                .filter(job -> job.type().equals(ImportService.UNDO))
                                .isPresent();
        String outcome =
                (halfUndone ? "undo-" : "") + status.state().name().toLowerCase(Locale.ROOT);
        head.show(
                ImportHead.Step.IMPORT,
                "crm.import.result." + outcome + ".title",
                status.fileName());
        place(
                new ImportResultStep(
                        words, imports, status, outcome, () -> act(status.id(), imports::undo)));
    }

    private String fileLine(ImportDraft draft) {
        return words.get(
                "crm.import.file.found",
                draft.fileName(),
                ImportShapeChoice.name(words, draft.encoding()),
                words.get(ImportShapeChoice.key(draft.separator())));
    }

    private void showProgress(ImportStatus status, ImportHead.Step step, String key) {
        head.show(step, key + ".title", status.fileName());
        place(
                new ImportProgress(
                        words,
                        key,
                        () -> job(status),
                        () -> imports.cancel(status.id()),
                        () -> show(status.id())));
    }

    private void rehearse(ImportId id, ImportPlan plan) {
        answers = Optional.empty();
        act(id, same -> imports.rehearse(same, plan));
    }

    private void act(ImportId id, Consumer<ImportId> act) {
        try {
            act.accept(id);
        } catch (ImportGoneException gone) {
            Toasts.show(words.get("crm.import.gone"));
        }
        show(id);
    }

    private void discard(ImportDraft draft) {
        imports.discard(draft.id());
        UI.getCurrent().navigate(ImportNavigation.start(draft.kind()));
    }

    private void place(Component step) {
        body.removeAll();
        body.add(step);
    }
}
