package studio.backline.ui.backup;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import studio.backline.platform.backup.BackupPlan;
import studio.backline.platform.backup.BackupPlan.Rhythm;
import studio.backline.platform.backup.Retention;
import studio.backline.screens.HouseWords;
import studio.backline.screens.Icons;
import studio.backline.screens.Tone;
import studio.backline.ui.text.HostTexts;

/** When archives are made by themselves, and how many are kept; each change is kept at once. */
final class PlanPart extends Div {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient BackupRoom room;
    private final RadioButtonGroup<Rhythm> rhythm = new RadioButtonGroup<>();
    private final Select<Integer> hour;
    private final Select<Integer> last;
    private final Select<Integer> days;
    private final Select<Integer> weeks;
    private final Span saved;

    PlanPart(HostTexts texts, BackupRoom room) {
        this.texts = texts;
        this.room = room;
        BackupPlan plan = room.desk().plan();
        addClassName("bl-form");
        setWidthFull();
        rhythm.setLabel(texts.get("backup.rhythm"));
        rhythm.setItems(Rhythm.values());
        rhythm.setItemLabelGenerator(one -> texts.get("backup.rhythm." + one));
        rhythm.setValue(plan.rhythm());
        rhythm.addValueChangeListener(change -> save());
        hour = number("backup.hour", 0, 23, plan.hour());
        last = number("backup.last", 1, 14, plan.retention().last());
        days = number("backup.days", 0, 30, plan.retention().days());
        weeks = number("backup.weeks", 0, 4, plan.retention().weeks());
        hour.setItemLabelGenerator(one -> texts.get("backup.hour.of", "%02d".formatted(one)));
        saved = new Span(Icons.of("check"), new Span(texts.get("settings.saved")));
        saved.addClassNames("bl-state", Tone.OK.css());
        saved.getElement().setAttribute("role", "status");
        saved.setVisible(false);
        add(rhythm, hour, last, days, weeks, saved);
    }

    private Select<Integer> number(String key, int least, int most, int value) {
        Select<Integer> number = HouseWords.in(new Select<>());
        number.setLabel(texts.get(key));
        List<Integer> offered =
                Stream.concat(IntStream.rangeClosed(least, most).boxed(), Stream.of(value))
                        .distinct()
                        .sorted()
                        .toList();
        number.setItems(offered);
        number.setValue(value);
        number.addValueChangeListener(change -> save());
        return number;
    }

    private void save() {
        Retention kept = new Retention(last.getValue(), days.getValue(), weeks.getValue());
        room.desk()
                .plan(
                        Optional.of(room.operator()),
                        new BackupPlan(rhythm.getValue(), hour.getValue(), kept));
        saved.setVisible(true);
    }
}
