package studio.backline.screens;

import com.vaadin.flow.component.html.Span;

/** A short word in a box: a role, a tag, a state. */
public final class Chip extends Span {

    /** In the colour of paper. */
    public Chip(String word) {
        super(word);
        addClassName("bl-chip");
        getElement().setAttribute("dir", "auto");
    }

    /** In the colour of its meaning, behind an icon. */
    public Chip(String icon, String word, Tone tone) {
        addClassNames("bl-chip", tone.css());
        add(Icons.of(icon), new Span(word));
    }
}
