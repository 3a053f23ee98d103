package studio.backline.ui.backup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.Optional;
import studio.backline.platform.backup.BackupNotes;
import studio.backline.platform.backup.BackupNotes.Note;
import studio.backline.screens.Notice;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Tone;
import studio.backline.ui.screen.RedrawnPart;
import studio.backline.ui.settings.ToSettings;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/** Backups: where they go, when, which there are, and whether one can be put back. */
final class BackupView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient BackupRoom room;
    private final RedrawnPart standing = new RedrawnPart();
    private final ArchivesPart archives;

    BackupView(HostTexts texts, BackupRoom room) {
        this.texts = texts;
        this.room = room;
        this.archives = new ArchivesPart(texts, room, this::stand);
        addClassName("bl-screen");
        add(new ToSettings(texts), new PageHeader(texts.get("backup.title")), standing);
        add(
                group("backup.archives", "backup.archives.line", archives),
                group(
                        "backup.where",
                        "backup.where.line",
                        new PlacePart(texts, room, this::changed)),
                group("backup.when", "backup.when.line", new PlanPart(texts, room)),
                group("backup.back", "backup.back.line", command()));
        stand();
    }

    private void changed() {
        stand();
        archives.look();
    }

    /** What somebody has to know before anything else. */
    private void stand() {
        BackupNotes notes = room.desk().notes();
        Moments moments = Moments.here(texts);
        Optional<Note> failure = notes.lastFailure();
        if (failure.isPresent()) {
            Note note = failure.get();
            standing.redraw(
                    new Notice(
                            Tone.BAD,
                            texts.get("backup.failed", moments.of(note.at()), note.what())));
        } else if (notes.lastMade().isEmpty()) {
            standing.redraw(new Notice(Tone.WARN, texts.get("backup.none")));
        } else if (notes.lastProven().isEmpty()) {
            standing.redraw(new Notice(Tone.WARN, texts.get("backup.unproven")));
        } else {
            Note proven = notes.lastProven().get();
            standing.redraw(
                    new Notice(
                            Tone.INFO, texts.get("backup.proven.last", moments.of(proven.at()))));
        }
    }

    /** What a screen cannot do: the house it would stand in is the one that is replaced. */
    private Component command() {
        Div line = new Div(texts.get("backup.back.command"));
        line.addClassName("bl-link-box");
        return line;
    }

    private Component group(String title, String more, Component part) {
        Paragraph line = new Paragraph(texts.get(more));
        line.addClassNames("bl-faint", "bl-small");
        Section group = new Section(new H2(texts.get(title)), line, part);
        group.addClassName("bl-group");
        return group;
    }

    @Override
    public String getPageTitle() {
        return texts.get("page.title", texts.get("backup.title"));
    }
}
