package studio.backline.ui.plugins;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.util.List;
import studio.backline.screens.Icons;
import studio.backline.screens.Notice;
import studio.backline.screens.Tone;
import studio.backline.ui.text.HostTexts;

/** A question that is followed by work: it stays open until the work is done, or says why not. */
class WorkDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final String WIDTH = "608px";

    private final transient HostTexts texts;
    private final Notice fault = new Notice(Tone.BAD, "");
    private final Paragraph working = new Paragraph();
    private final ProgressBar bar = new ProgressBar();
    private final Button cancel;

    WorkDialog(HostTexts texts, String title) {
        this.texts = texts;
        setHeaderTitle(title);
        setWidth(WIDTH);
        fault.setVisible(false);
        bar.setIndeterminate(true);
        Div progress = new Div(working, bar);
        progress.getElement().setAttribute("role", "status");
        working.addClassName("bl-line");
        bar.setVisible(false);
        working.setVisible(false);
        cancel = new Button(texts.get("plugins.not-now"), click -> close());
        add(fault, progress);
        getFooter().add(cancel);
    }

    /** While it works nothing can be pressed twice, and closing would hide what comes of it. */
    final void begin(String saying, Button... locked) {
        fault.setVisible(false);
        working.setText(saying);
        working.setVisible(true);
        bar.setVisible(true);
        bar.getElement().setAttribute("aria-label", saying);
        cancel.setVisible(false);
        setCloseOnEsc(false);
        setCloseOnOutsideClick(false);
        for (Button button : locked) {
            button.setVisible(false);
        }
    }

    /** It did not work: says why, and can be closed. */
    final void fail(String why) {
        bar.setVisible(false);
        working.setVisible(false);
        fault.say(why);
        fault.setVisible(true);
        cancel.setText(texts.get("plugins.close"));
        cancel.setVisible(true);
        cancel.focus();
        setCloseOnEsc(true);
    }

    final String text(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /** A part of the answer: a heading and lines. */
    final Section part(String icon, String titleKey, List<ListItem> lines, String noneKey) {
        H3 title = new H3(Icons.of(icon), new Span(text(titleKey)));
        Section part = new Section(title);
        part.addClassName("bl-dialog-section");
        if (lines.isEmpty()) {
            part.add(new Paragraph(text(noneKey)));
        } else {
            UnorderedList list = new UnorderedList();
            lines.forEach(list::add);
            part.add(list);
        }
        return part;
    }
}
