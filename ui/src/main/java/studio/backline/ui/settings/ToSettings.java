package studio.backline.ui.settings;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import studio.backline.screens.Icons;
import studio.backline.ui.text.HostTexts;

/** The way back to the settings, above the title of a screen that one comes to from there. */
public final class ToSettings extends Nav {

    private static final long serialVersionUID = 1L;

    /** In the words of the person who looks. */
    public ToSettings(HostTexts texts) {
        addClassName("bl-crumbs");
        setAriaLabel(texts.get("settings.crumbs"));
        Anchor link = new Anchor("settings", "");
        link.add(Icons.of("left"), new Span(texts.get("settings.title")));
        add(link);
    }
}
