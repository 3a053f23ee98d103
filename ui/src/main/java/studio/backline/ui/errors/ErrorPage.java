package studio.backline.ui.errors;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import studio.backline.ui.text.HostTexts;

/** What happened and what to do, and the way back. */
class ErrorPage extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final Div ways = new Div();
    private String title = "";

    ErrorPage(HostTexts texts) {
        this.texts = texts;
        addClassName("bl-page");
        ways.addClassName("bl-actions");
    }

    final void say(String titleKey, String textKey, Object... arguments) {
        title = texts.get(titleKey);
        Paragraph text = new Paragraph(texts.get(textKey, arguments));
        text.addClassName("bl-sentence");
        Anchor back = new Anchor(".", texts.get("error.back"));
        back.addClassName("bl-button");
        ways.removeAll();
        ways.add(back);
        Div step = new Div(text, ways);
        step.addClassName("bl-next-step");
        removeAll();
        add(new H1(title), step);
    }

    /** A nearer way back than the first page. */
    final void leadTo(String address, String name) {
        Anchor back = new Anchor(address, texts.get("error.back.to", name));
        back.addClassName("bl-button");
        ways.addComponentAsFirst(back);
    }

    @Override
    public final String getPageTitle() {
        return texts.get("page.title", title);
    }
}
