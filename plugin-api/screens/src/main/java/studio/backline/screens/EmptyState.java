package studio.backline.screens;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;

/** What a screen says where there is nothing yet, and what one can do about it. */
public final class EmptyState extends Div {

    private final Paragraph sentence = new Paragraph();
    private final Div actions = new Div();

    /**
     * A sentence and its ways on.
     *
     * @param sentence what is, and what would change it
     * @param ways buttons or links
     */
    public EmptyState(String sentence, Component... ways) {
        addClassName("bl-empty");
        actions.addClassName("bl-actions");
        this.sentence.setText(sentence);
        actions.add(ways);
        actions.setVisible(ways.length > 0);
        add(this.sentence, actions);
    }

    /** Changes both. */
    public void say(String text, Component... ways) {
        sentence.setText(text);
        actions.removeAll();
        actions.add(ways);
        actions.setVisible(ways.length > 0);
    }
}
