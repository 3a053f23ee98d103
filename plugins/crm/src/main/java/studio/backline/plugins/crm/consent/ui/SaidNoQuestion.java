package studio.backline.plugins.crm.consent.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.consent.SaidNo;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.plugins.crm.ui.DayField;
import studio.backline.screens.Toasts;

/**
 * Asks what somebody said no to, when, and how that is known. A no can only be recorded: there is
 * no way back from here, which the dialog says before it is done.
 *
 * @param <T> what one can say no to
 */
public final class SaidNoQuestion<T> extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final String WIDTH = "520px";

    private final transient CrmWords words;
    private final CheckboxGroup<T> what = new CheckboxGroup<>();
    private final RadioButtonGroup<ConsentEvent> event = new RadioButtonGroup<>();
    private final transient ZoneId zone = ZoneId.systemDefault();
    private final DayField since;
    private final TextField source = new TextField();
    private final Button record;

    /**
     * @param key of the texts: {@code line}, {@code what} and {@code missing} behind it
     * @param all what one can say no to; a single one is chosen already
     * @param label what each of them is called
     */
    public SaidNoQuestion(
            CrmWords words, String key, Collection<T> all, Function<T, String> label) {
        this.words = words;
        this.since = new DayField(words.get("crm.no.since"), LocalDate.now(zone));
        this.record = new Button(words.get("crm.no.record"));
        setHeaderTitle(words.get("crm.no.title"));
        setWidth(WIDTH);
        what.setLabel(words.get(key + "what"));
        what.setErrorMessage(words.get(key + "missing"));
        what.setItems(all);
        what.setItemLabelGenerator(label::apply);
        what.addThemeName("vertical");
        if (all.size() == 1) {
            what.setValue(Set.copyOf(all));
        }
        setUpRest();
        Div form = new Div(new Paragraph(words.get(key + "line")), what, event, since, source);
        form.addClassName("bl-form");
        add(form);
        record.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(words.get("crm.no.leave"), click -> close()), record);
    }

    private void setUpRest() {
        event.setLabel(words.get("crm.no.event"));
        event.setItems(ConsentEvent.WITHDRAWN, ConsentEvent.OBJECTED);
        event.setItemLabelGenerator(
                said -> words.get("crm.no.event." + said.name().toLowerCase(Locale.ROOT)));
        event.setValue(ConsentEvent.WITHDRAWN);
        event.addThemeName("vertical");
        since.setValue(LocalDate.now(zone).toString());
        since.setRequiredIndicatorVisible(true);
        source.setLabel(words.get("crm.field.told"));
        source.setHelperText(words.get("crm.no.source.hint"));
        source.setWidthFull();
        source.setRequiredIndicatorVisible(true);
    }

    /**
     * Asks.
     *
     * @param act records the no; false where nobody is there any more, which it has told
     * @param done what comes after it
     */
    public void ask(BiPredicate<Set<T>, SaidNo> act, Runnable done) {
        record.addClickListener(click -> record(act, done));
        open();
    }

    private void record(BiPredicate<Set<T>, SaidNo> act, Runnable done) {
        if (!isWhole()) {
            return;
        }
        try {
            SaidNo no = new SaidNo(event.getValue(), moment(), source.getValue());
            close();
            if (act.test(Set.copyOf(what.getValue()), no)) {
                Toasts.show(words.get("crm.no.recorded"));
                done.run();
            }
        } catch (RefusedInputException refusal) {
            refuse(words.refused(refusal));
        }
    }

    private boolean isWhole() {
        what.setInvalid(what.isEmpty());
        since.setErrorMessage(words.get(since.isTooLate() ? "crm.no.future" : "crm.no.day"));
        since.setInvalid(since.day().isEmpty());
        source.setErrorMessage(words.get("crm.no.source.missing"));
        source.setInvalid(source.getValue().isBlank());
        // The first that is wrong.
        if (what.isInvalid()) {
            what.getElement().executeJs("this.querySelector('vaadin-checkbox').focus()");
        } else if (since.isInvalid()) {
            since.focus();
        } else if (source.isInvalid()) {
            source.focus();
        } else {
            return true;
        }
        return false;
    }

    /** Today's is of now, and every other one of when its day began. */
    private Instant moment() {
        LocalDate day = since.day().orElseThrow();
        return day.equals(LocalDate.now(zone)) ? Instant.now() : day.atStartOfDay(zone).toInstant();
    }

    private void refuse(String why) {
        source.setErrorMessage(why);
        source.setInvalid(true);
        source.focus();
    }
}
