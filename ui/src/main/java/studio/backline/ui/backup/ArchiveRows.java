package studio.backline.ui.backup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.function.Consumer;
import studio.backline.platform.backup.BackupEntry;
import studio.backline.screens.Icons;
import studio.backline.screens.Tone;
import studio.backline.screens.file.FileSizes;
import studio.backline.ui.screen.RedrawnPart;
import studio.backline.ui.screen.Rows;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/**
 * A line for each archive: of when it is, how large, whether it was proven, and a button for it.
 */
record ArchiveRows(HostTexts texts, boolean idle, Consumer<BackupEntry> proving) {

    static Rows of(
            HostTexts texts, List<BackupEntry> there, boolean idle, Consumer<BackupEntry> proving) {
        ArchiveRows lines = new ArchiveRows(texts, idle, proving);
        Rows rows =
                new Rows(
                        texts.get("backup.archive"),
                        texts.get("backup.size"),
                        texts.get("backup.state"),
                        texts.get("backup.acts"));
        there.forEach(
                each ->
                        rows.addRow(
                                lines.name(each),
                                size(each),
                                lines.proven(each),
                                lines.prove(each)));
        return rows;
    }

    private Component name(BackupEntry entry) {
        Span file = new Span(entry.name());
        file.addClassNames("bl-faint", "bl-small");
        return new Div(new Div(Moments.here(texts).of(entry.madeAt())), new Div(file));
    }

    private static Component size(BackupEntry entry) {
        Span size = new Span(FileSizes.of(entry.bytes()));
        size.addClassName("bl-size");
        return size;
    }

    private Component proven(BackupEntry entry) {
        boolean is = entry.provenAt().isPresent();
        String words =
                entry.provenAt()
                        .map(at -> texts.get("backup.proven", Moments.here(texts).of(at)))
                        .orElseGet(() -> texts.get("backup.never"));
        Div proven = new Div(Icons.of(is ? "check" : "warn"), new Span(words));
        proven.addClassNames("bl-state", (is ? Tone.OK : Tone.WARN).css());
        return proven;
    }

    private Component prove(BackupEntry entry) {
        Button prove = new Button(texts.get("backup.prove"), click -> proving.accept(entry));
        prove.setAriaLabel(texts.get("backup.prove.label", entry.name()));
        prove.addThemeVariants(ButtonVariant.TERTIARY);
        prove.setEnabled(idle);
        return RedrawnPart.place(entry.name(), prove);
    }
}
