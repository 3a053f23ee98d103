package studio.backline.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Locale;
import studio.backline.contract.permission.Role;
import studio.backline.platform.tenancy.TenancyException;
import studio.backline.screens.Asking;
import studio.backline.screens.Toasts;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Refusals;

/** As what one is in a workspace, and the way out of it. */
final class PlacePart extends Div {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient PlaceDesk desk;
    private final transient Refusals refusals;

    PlacePart(HostTexts texts, PlaceDesk desk, Refusals refusals) {
        this.texts = texts;
        this.desk = desk;
        this.refusals = refusals;
        refresh();
    }

    private void refresh() {
        removeAll();
        removeClassName("bl-group");
        desk.mine().ifPresent(this::show);
    }

    private void show(PlaceDesk.Place place) {
        addClassName("bl-group");
        add(new H2(texts.get("place.title", place.workspace())));
        if (!place.lastOwner()) {
            add(line(texts.get("place.line", role(place))), leave(place));
            return;
        }
        // The way out leads over the people: nobody is shown an act that is refused.
        add(line(texts.get(place.alone() ? "place.alone" : "place.last-owner")));
        Anchor people = new Anchor("settings/people", texts.get("settings.people.act"));
        people.addClassName("bl-button");
        add(people);
    }

    private Component leave(PlaceDesk.Place place) {
        return new Button(
                texts.get("place.leave"),
                click ->
                        Asking.before(
                                texts.get("place.leave.ask", place.workspace()),
                                consequence(place),
                                texts.get("place.stay"),
                                texts.get("place.leave"),
                                this::leave));
    }

    private String consequence(PlaceDesk.Place place) {
        StringBuilder told = new StringBuilder(texts.get("place.leave.then"));
        if (place.role().covers(Role.MEMBER)) {
            told.append(' ').append(texts.get("place.leave.work"));
        }
        if (place.role().covers(Role.MANAGER)) {
            told.append(' ').append(texts.get("place.leave.invitations"));
        }
        told.append(' ').append(texts.get(place.only() ? "place.leave.only" : "place.leave.back"));
        return told.toString();
    }

    private void leave() {
        try {
            desk.leave();
        } catch (TenancyException e) {
            Toasts.show(refusals.of(e));
        }
        refresh();
    }

    private String role(PlaceDesk.Place place) {
        return texts.get("role." + place.role().name().toLowerCase(Locale.ROOT));
    }

    private static Paragraph line(String text) {
        Paragraph line = new Paragraph(text);
        line.addClassNames("bl-faint", "bl-small");
        return line;
    }
}
