package studio.backline.plugins.crm.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
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

    /** Puts something at the end of the line. */
    public Crumbs end(Component... components) {
        end.add(components);
        add(end);
        return this;
    }
}
