package studio.backline.ui.backup;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.util.List;
import java.util.Optional;
import studio.backline.platform.backup.BackupEntry;
import studio.backline.platform.backup.BackupErrands.Kind;
import studio.backline.platform.backup.BackupErrands.Outcome;
import studio.backline.platform.backup.BackupErrands.Progress;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.backup.Backups;
import studio.backline.screens.EmptyState;
import studio.backline.screens.Icons;
import studio.backline.screens.Notice;
import studio.backline.screens.Tone;
import studio.backline.screens.file.FileSizes;
import studio.backline.ui.screen.RedrawnPart;
import studio.backline.ui.screen.Rows;
import studio.backline.ui.text.HostTexts;

/** The archives that there are, what goes on with them now, and buttons to make and prove one. */
final class ArchivesPart extends Div {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient BackupRoom room;
    private final transient Runnable changed;
    private final Button make;
    private final Button again;
    private final Span going = new Span();
    private final ProgressBar bar = new ProgressBar();
    private final Div state = new Div();
    private final Div lost = new Div();
    private final Span others = new Span();
    private final RedrawnPart found = new RedrawnPart();
    private transient List<BackupEntry> entries = List.of();
    private transient Runnable unwatch = () -> {};
    private transient Optional<Outcome> told;

    ArchivesPart(HostTexts texts, BackupRoom room, Runnable changed) {
        this.texts = texts;
        this.room = room;
        this.changed = changed;
        this.told = room.errands().last();
        make = new Button(texts.get("backup.make"), Icons.of("plus"), click -> make());
        make.addThemeVariants(ButtonVariant.PRIMARY);
        again = new Button(texts.get("backup.look"), click -> look());
        again.addThemeVariants(ButtonVariant.TERTIARY);
        Div acts = new Div(make, again);
        acts.addClassName("bl-actions");
        state.getElement().setAttribute("role", "status");
        List.of(state, lost, found, others).forEach(each -> each.addClassName("bl-said"));
        bar.setVisible(false);
        List.of(going, others).forEach(each -> each.addClassNames("bl-faint", "bl-small"));
        others.setVisible(false);
        add(acts, going, bar, state, lost, found, others);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        unwatch = room.errands().watch(() -> BackupRoom.tell(ui, this::progress));
        progress();
        look();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        unwatch.run();
    }

    /** Asks the place what there is, which may be far away. */
    void look() {
        if (!hasPlace()) {
            make.setEnabled(false);
            again.setEnabled(false);
            found.redraw(new EmptyState(texts.get("backup.place.none")));
            return;
        }
        again.setEnabled(false);
        if (entries.isEmpty()) {
            found.redraw(new EmptyState(texts.get("backup.place.looking")));
        }
        getUI().ifPresent(
                        ui ->
                                room.ask(
                                        ui,
                                        () -> room.desk().list(),
                                        this::show,
                                        fault -> {
                                            again.setEnabled(true);
                                            found.redraw();
                                            say(new Notice(Tone.BAD, known(fault)));
                                        }));
    }

    private boolean hasPlace() {
        try {
            return room.desk().place().isPresent();
        } catch (BackupRefusedException e) {
            return false;
        }
    }

    private void show(Backups.Listing listing) {
        others.setVisible(listing.others() > 0);
        others.setText(texts.get("backup.others", listing.others()));
        show(listing.archives());
        Optional<String> missing = room.desk().notes().missing(listing.archives());
        lost.removeAll();
        missing.map(name -> new Notice(Tone.WARN, texts.get("backup.missing", name)))
                .ifPresent(lost::add);
    }

    private void show(List<BackupEntry> there) {
        entries = there;
        again.setEnabled(true);
        progress();
        if (there.isEmpty()) {
            found.redraw(new EmptyState(texts.get("backup.empty")));
            return;
        }
        boolean idle = room.errands().now().isEmpty();
        Rows rows = ArchiveRows.of(texts, there, idle, this::prove);
        found.redraw(rows);
    }

    private void prove(BackupEntry entry) {
        begun(room.errands().verify(room.operator(), entry.name(), entry.bytes()));
    }

    private void make() {
        long last = entries.stream().findFirst().map(BackupEntry::bytes).orElse(0L);
        begun(room.errands().create(room.operator(), last));
    }

    private void begun(boolean begun) {
        state.removeAll();
        if (!begun) {
            say(new Notice(Tone.WARN, texts.get("backup.busy")));
        }
        progress();
        show(entries);
    }

    /** How far it is, and once it has ended, what came of it. */
    private void progress() {
        Optional<Progress> now = room.errands().now();
        make.setEnabled(now.isEmpty() && hasPlace());
        going.setText(now.map(this::words).orElse(""));
        bar.setVisible(now.isPresent());
        now.ifPresent(this::fill);
        Optional<Outcome> last = room.errands().last();
        if (now.isEmpty() && !last.equals(told)) {
            told = last;
            last.ifPresent(each -> say(said(each)));
            changed.run();
            look();
        }
    }

    private String words(Progress now) {
        boolean made = now.kind() == Kind.CREATE;
        String passed = FileSizes.of(now.passed());
        return now.expected() == 0
                ? texts.get(made ? "backup.making" : "backup.proving", passed)
                : texts.get(
                        made ? "backup.making.of" : "backup.proving.of",
                        passed,
                        FileSizes.of(now.expected()));
    }

    private void fill(Progress now) {
        bar.getElement().setAttribute("aria-label", words(now));
        // After the last byte an archive is forced to the disk, or what it holds is counted.
        boolean open = now.expected() > 0 && now.passed() < now.expected();
        bar.setIndeterminate(!open);
        if (open) {
            bar.setValue((double) now.passed() / now.expected());
        }
    }

    private Notice said(Outcome outcome) {
        if (!outcome.fault().isEmpty()) {
            return new Notice(Tone.BAD, outcome.fault());
        }
        String key = outcome.kind() == Kind.CREATE ? "backup.made" : "backup.proved";
        return new Notice(Tone.INFO, texts.get(key, outcome.archive()));
    }

    private String known(String fault) {
        return fault.isEmpty() ? texts.get("backup.place.broken") : fault;
    }

    private void say(Component notice) {
        state.removeAll();
        state.add(notice);
    }
}
