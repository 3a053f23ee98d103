package studio.backline.screens;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** The head of a screen: its title in the book face, how many there are, what one can do. */
public final class PageHeader extends Header {

    private final H1 title = new H1();
    private final Span count = new Span();
    private final Paragraph line = new Paragraph();
    private final Div actions = new Div();

    /** A head with a title; no count, line or actions yet. */
    public PageHeader(String title) {
        addClassName("bl-screen-header");
        this.title.setText(title);
        this.title.getElement().setAttribute("dir", "auto");
        count.addClassName("bl-count");
        line.addClassName("bl-screen-line");
        actions.addClassName("bl-actions");
        Div words = new Div(this.title, count);
        words.addClassName("bl-screen-title");
        add(words, actions, line);
        count.setVisible(false);
        line.setVisible(false);
        actions.setVisible(false);
    }

    /** Changes the title. */
    public void setTitle(String text) {
        title.setText(text);
    }

    /** Begins here: a step was taken or a form saved, so focus and page go to the title. */
    public void arrive() {
        title.getElement().setAttribute("tabindex", "-1");
        title.getElement()
                .executeJs(
                        """
                        // The page or, beside an open drawer, the layout's own part scrolls.
                        for (let part = this; part;
                                part = part.assignedSlot ?? part.parentElement ?? part.getRootNode().host) {
                            part.scrollTop = 0;
                        }
                        this.focus({ preventScroll: true });
                        """);
    }

    /** Says how many there are; an empty text says nothing. */
    public void setCount(String text) {
        count.setText(text);
        count.setVisible(!text.isEmpty());
    }

    /** One line under the title; an empty text leaves it out. */
    public void setLine(String text) {
        line.setText(text);
        line.setVisible(!text.isEmpty());
    }

    /** Adds what one can do here; the main action comes last. */
    public void addActions(Component... more) {
        actions.add(more);
        actions.setVisible(true);
    }

    /** Puts something before the title, such as an avatar. */
    public void setMark(Component mark) {
        getElement().insertChild(0, mark.getElement());
        addClassName("bl-with-sign");
    }
}
