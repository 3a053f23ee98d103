package studio.backline.ui.registration;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import studio.backline.screens.HouseWords;
import studio.backline.ui.text.HostTexts;

/** Says until which day somebody belongs to the workspace, or that it is for good. */
final class GuestDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final String WIDTH = "420px";

    GuestDialog(HostTexts texts, MemberDesk.Seat seat, Consumer<Optional<Instant>> chosen) {
        setHeaderTitle(texts.get("members.guest.title", seat.name()));
        setWidth(WIDTH);
        DatePicker until = HouseWords.in(new DatePicker(texts.get("members.guest")));
        until.setHelperText(texts.get("members.guest.help"));
        until.setMin(LocalDate.now(ZoneId.systemDefault()));
        until.setClearButtonVisible(true);
        until.setWidthFull();
        seat.standing().until().ifPresent(end -> until.setValue(dayOf(end)));
        Button save =
                new Button(
                        texts.get("members.guest.act"),
                        click -> {
                            close();
                            chosen.accept(endOf(until.getValue()));
                        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        Div form = new Div(until);
        form.addClassName("bl-form");
        add(form);
        getFooter().add(new Button(texts.get("plugins.not-now"), click -> close()), save);
    }

    /** The end of a day as the house counts days. */
    static Optional<Instant> endOf(@Nullable LocalDate day) {
        return Optional.ofNullable(day)
                .map(it -> it.plusDays(1).atStartOfDay(ZoneId.systemDefault()).toInstant());
    }

    /** The last moment of a day that ends then. */
    static Instant lastOf(Instant end) {
        return end.minusMillis(1);
    }

    private static LocalDate dayOf(Instant end) {
        return lastOf(end).atZone(ZoneId.systemDefault()).toLocalDate();
    }
}
