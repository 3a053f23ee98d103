package studio.backline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinSession;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import studio.backline.ui.text.HouseLanguage;

/** How a person likes it: by day, by night or as the machine says; in which language. */
final class Taste {

    static final List<ColorScheme.Value> SCHEMES =
            List.of(ColorScheme.Value.SYSTEM, ColorScheme.Value.LIGHT, ColorScheme.Value.DARK);

    private final HouseLanguage house;

    Taste(HouseLanguage house) {
        this.house = house;
    }

    /** Puts a new window into the light and the language that were chosen. */
    void apply(UI ui) {
        Choice choice = choice(ui);
        if (choice.scheme() != ColorScheme.Value.SYSTEM) {
            ui.getPage().setColorScheme(choice.scheme());
        }
        ui.setLocale(choice.language() == null ? house.get() : choice.language());
    }

    ColorScheme.Value scheme(UI ui) {
        return choice(ui).scheme();
    }

    void chooseScheme(UI ui, ColorScheme.Value scheme) {
        ui.getSession().setAttribute(Choice.class, new Choice(scheme, choice(ui).language()));
        ui.getPage().setColorScheme(scheme);
    }

    void chooseLanguage(UI ui, Locale language) {
        VaadinSession session = ui.getSession();
        session.setAttribute(Choice.class, new Choice(choice(ui).scheme(), language));
        ui.getPage().reload();
    }

    private static Choice choice(UI ui) {
        Choice choice = ui.getSession().getAttribute(Choice.class);
        return choice == null ? new Choice(ColorScheme.Value.SYSTEM, null) : choice;
    }

    private record Choice(ColorScheme.Value scheme, @Nullable Locale language) {}
}
