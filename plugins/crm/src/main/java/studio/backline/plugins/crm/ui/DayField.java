package studio.backline.plugins.crm.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A day, asked for in the way of the person's own machine: in its order of day, month and year, by
 * keys alone, and by its own calendar on a phone.
 */
public final class DayField extends TextField {

    private final LocalDate latest;

    /**
     * A field for a day.
     *
     * @param label what the day is of
     * @param latest the last day that can be chosen
     */
    public DayField(String label, LocalDate latest) {
        super(label);
        this.latest = latest;
    }

    /** The day; empty while none is written whole, and for one that is too late. */
    public Optional<LocalDate> day() {
        return written().filter(day -> !day.isAfter(latest));
    }

    /** Whether the day that is written can not be chosen yet. */
    public boolean isTooLate() {
        return written().isPresent() && day().isEmpty();
    }

    private Optional<LocalDate> written() {
        try {
            return Optional.of(LocalDate.parse(getValue()));
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        super.onAttach(attach);
        getElement()
                .executeJs(
                        // Its own property: at each change of state the field hands it to the input
                        // again.
                        "this._setType('date'); this.updateComplete.then(() => {"
                                + " this.inputElement.max = $0; })",
                        latest.toString());
    }
}
