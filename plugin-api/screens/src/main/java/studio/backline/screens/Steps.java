package studio.backline.screens;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** The steps of a way through several pages, as heads of notes that rise on a stave. */
public final class Steps extends OrderedList {

    private final List<String> captions;

    /** The captions of the steps, in order; the first one is the current one. */
    public Steps(List<String> captions) {
        this.captions = List.copyOf(captions);
        addClassName("bl-steps");
        getElement().setAttribute("aria-label", ScreenTexts.get("screens.steps"));
        getStyle().set("--n", String.valueOf(captions.size()));
        setCurrent(0);
    }

    /** Says where one is; steps before it are done. */
    public void setCurrent(int current) {
        removeAll();
        for (int i = 0; i < captions.size(); i++) {
            Span head = new Span();
            head.addClassName("bl-note");
            head.getElement().setAttribute("aria-hidden", "true");
            ListItem step = new ListItem(head, new Span(captions.get(i)));
            step.getStyle().set("--i", String.valueOf(i));
            step.addClassName(i < current ? "bl-done" : i == current ? "bl-now" : "bl-open");
            if (i == current) {
                step.getElement().setAttribute("aria-current", "step");
            }
            add(step);
        }
    }
}
