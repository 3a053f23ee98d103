package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.note.Note;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Asking;
import studio.backline.screens.Icons;
import studio.backline.screens.Toasts;

/** The sealed notes on a person, newest first, and a place for one more. */
final class PersonNotes extends Section {

    private final CrmWords words;
    private final NoteService notes;
    private final SubjectId person;
    private final TextArea text = new TextArea();
    private final OrderedList list = new OrderedList();
    private final Paragraph none = new Paragraph();

    PersonNotes(CrmWords words, NoteService notes, SubjectId person) {
        this.words = words;
        this.notes = notes;
        this.person = person;
        addClassName("bl-part");
        H2 title = new H2(words.get("crm.notes.title"));
        title.addClassName("bl-big");
        Div who = new Div(Icons.of("lock"), new Span(words.get("crm.notes.who")));
        who.addClassNames("bl-row", "bl-small", "bl-faint");
        text.setLabel(words.get("crm.notes.new"));
        text.setMaxLength(Note.MAX_LENGTH);
        text.setMinRows(2);
        text.setWidthFull();
        Button keep = new Button(words.get("crm.notes.keep"), Icons.of("lock"), click -> keep());
        list.addClassName("bl-notes");
        none.setText(words.get("crm.notes.none"));
        none.addClassName("bl-faint");
        Div act = new Div(keep);
        act.addClassName("bl-actions");
        add(title, who, text, act, list, none);
        show();
    }

    private void show() {
        list.removeAll();
        notes.of(person).forEach(note -> list.add(item(note)));
        none.setVisible(list.getComponentCount() == 0);
    }

    private ListItem item(Note note) {
        Span head = new Span();
        head.addClassName("bl-head");
        head.getElement().setAttribute("aria-hidden", "true");
        Paragraph body = new Paragraph(note.text());
        body.addClassName("bl-note-text");
        body.getElement().setAttribute("dir", "auto");
        Span when = new Span(words.day(note.createdAt()));
        when.addClassNames("bl-small", "bl-faint");
        Button delete = new Button(Icons.of("trash"), click -> ask(note));
        delete.setAriaLabel(words.get("crm.notes.delete"));
        delete.setTooltipText(words.get("crm.notes.delete"));
        delete.addThemeVariants(ButtonVariant.TERTIARY);
        Div line = new Div(Icons.of("lock"), when, delete);
        line.addClassNames("bl-row", "bl-faint");
        return new ListItem(head, body, line);
    }

    private void keep() {
        text.setInvalid(false);
        try {
            notes.add(person, text.getValue());
            text.clear();
            show();
            text.focus();
        } catch (RefusedInputException refusal) {
            text.setErrorMessage(words.refused(refusal));
            text.setInvalid(true);
            text.focus();
        }
    }

    private void ask(Note note) {
        Asking.before(
                words.get("crm.notes.delete.question"),
                words.get("crm.notes.delete.consequence"),
                words.get("crm.notes.delete.keep"),
                words.get("crm.notes.delete.act"),
                () -> {
                    notes.delete(note.id());
                    show();
                    text.focus();
                    Toasts.show(words.get("crm.notes.deleted"));
                });
    }
}
