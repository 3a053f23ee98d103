package studio.backline.testkit.house.sins.texts;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import studio.backline.screens.Chip;
import studio.backline.screens.Toasts;

class Talkative extends Div {
    private static final String GREETING = "Good evening";

    Talkative(int songs) {
        add(new Span(songs + " songs"));
        Span greeting = new Span();
        greeting.setText(GREETING);
        greeting.setTitle("Seen %d times".formatted(songs));
        greeting.getElement().setAttribute("class", "said nothing");
        greeting.getElement().setAttribute("aria-label", "A greeting");
        add(new Span("—"), greeting);
        add("Plain words");
        add(new Chip("urgent"));
        Toasts.show("Everything went well");
        String local = "A local word";
        greeting.setText(local);
        greeting.setText(String.join(" ", local, "and more"));
    }
}
