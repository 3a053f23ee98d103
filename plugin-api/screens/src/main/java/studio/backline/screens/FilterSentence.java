package studio.backline.screens;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** A filter as one reads it: words of the system, and between them tokens that can be changed. */
public final class FilterSentence extends Paragraph {

    /** Texts and {@link TokenButton}s in their order. */
    public FilterSentence() {
        addClassName("bl-says");
    }

    /** Adds words that stay. */
    public FilterSentence words(String words) {
        add(new Span(words + " "));
        return this;
    }

    /** Adds something that can be changed. */
    public FilterSentence token(Component token) {
        add(token, new Span(" "));
        return this;
    }
}
