package studio.backline.plugins.crm.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import studio.backline.screens.Icons;

/** The way back, above the title. */
public final class Crumbs extends Nav {

    private final CrmWords words;
    private final Div end = new Div();

    /** A way without steps. */
    public Crumbs(CrmWords words) {
        this.words = words;
        addClassName("bl-crumbs");
        getElement().setAttribute("aria-label", words.get("crm.crumbs"));
        end.addClassName("bl-end");
    }

    /** Adds a step. */
    public Crumbs to(String address, String key) {
        Anchor link = new Anchor(address, "");
        link.add(Icons.of("left"), new Span(words.get(key)));
        add(link);
        return this;
    }

    /** Puts the ways to the one before and the one after at the end of the line. */
    public Crumbs neighbours(Optional<String> before, Optional<String> after) {
        end.add(
                step("left", "crm.person.previous", before),
                step("right", "crm.person.next", after));
        add(end);
        return this;
    }

    private Button step(String icon, String key, Optional<String> address) {
        Button button = new Button(Icons.of(icon));
        button.setAriaLabel(words.get(key));
        button.setTooltipText(words.get(key));
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setVisible(address.isPresent());
        address.ifPresent(
                there -> button.addClickListener(click -> UI.getCurrent().navigate(there)));
        return button;
    }
}
