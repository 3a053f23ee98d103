package studio.backline.screens;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** Something on the page that a person must act on or know: what happened, and what to do. */
public final class Notice extends Div {

    private final Span sentence = new Span();

    /**
     * A notice; it is read out when it appears.
     *
     * @param tone what it means
     * @param text what happened and what to do
     * @param ways buttons or links
     */
    public Notice(Tone tone, String text, Component... ways) {
        addClassNames("bl-problem", tone.css());
        getElement().setAttribute("role", tone == Tone.INFO ? "status" : "alert");
        sentence.setText(text);
        Div words = new Div(sentence);
        words.addClassName("bl-problem-words");
        if (ways.length > 0) {
            Div actions = new Div(ways);
            actions.addClassName("bl-actions");
            words.add(actions);
        }
        add(Icons.of(tone == Tone.INFO ? "info" : "warn"), words);
    }

    /** Changes what it says. */
    public void say(String text) {
        sentence.setText(text);
    }
}
