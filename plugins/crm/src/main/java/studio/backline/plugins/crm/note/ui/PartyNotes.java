package studio.backline.plugins.crm.note.ui;

import com.vaadin.flow.component.Component;
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
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.note.Note;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.party.PartyRef;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Asking;
import studio.backline.screens.Icons;
import studio.backline.screens.Toasts;

/** The sealed notes on a person or an organisation, newest first, and a place for one more. */
public final class PartyNotes extends Section {

    private final CrmWords words;
    private final NoteService notes;
    private final PartyRef about;
    private final Consumer<Runnable> whileThere;
    private final TextArea text = new TextArea();
    private final OrderedList list = new OrderedList();
    private final Paragraph none = new Paragraph();
    private final Button older;
    private @Nullable Note oldest;

    /**
     * The notes on a person or an organisation.
     *
     * @param whileThere does what needs them, or says that they are gone
     */
    public PartyNotes(
            CrmWords words, NoteService notes, PartyRef about, Consumer<Runnable> whileThere) {
        this.words = words;
        this.notes = notes;
        this.about = about;
        this.whileThere = whileThere;
        addClassName("bl-part");
        H2 title = new H2(words.get("crm.notes.title"));
        title.addClassName("bl-big");
        Div who = new Div(Icons.of("lock"), new Span(words.get("crm.notes.who")));
        who.addClassNames("bl-row", "bl-small", "bl-faint");
        text.setLabel(words.get("crm.notes.new"));
        text.setMinRows(2);
        text.setWidthFull();
        Button keep =
                new Button(
                        words.get("crm.notes.keep"),
                        Icons.of("lock"),
                        click -> whileThere.accept(this::keep));
        list.addClassName("bl-notes");
        none.setText(words.get("crm.notes.none"));
        none.addClassName("bl-faint");
        Div act = new Div(keep);
        act.addClassName("bl-actions");
        older = new Button(words.get("crm.notes.older"), click -> showOlder());
        older.addThemeVariants(ButtonVariant.TERTIARY);
        add(title, who, text, act, list, older, none);
        append(notes.of(about));
        showWhetherAny();
    }

    private void showOlder() {
        int shown = list.getComponentCount();
        append(notes.before(Objects.requireNonNull(oldest)));
        if (list.getComponentCount() > shown) {
            Component next = list.getComponentAt(shown);
            next.getElement().setAttribute("tabindex", "-1").executeJs("this.focus()");
        }
    }

    private void append(List<Note> page) {
        page.forEach(note -> list.add(item(note)));
        oldest = page.isEmpty() ? oldest : page.getLast();
        older.setVisible(page.size() == NoteService.PAGE);
    }

    private void showWhetherAny() {
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
        ListItem item = new ListItem();
        Button delete = new Button(Icons.of("trash"), click -> ask(note, item));
        delete.setAriaLabel(words.get("crm.notes.delete"));
        delete.setTooltipText(words.get("crm.notes.delete"));
        delete.addThemeVariants(ButtonVariant.TERTIARY);
        Div line = new Div(Icons.of("lock"), when, delete);
        line.addClassNames("bl-row", "bl-faint");
        item.add(head, body, line);
        return item;
    }

    private void keep() {
        text.setInvalid(false);
        try {
            list.addComponentAsFirst(item(notes.add(about, text.getValue())));
            text.clear();
            showWhetherAny();
            text.focus();
        } catch (RefusedInputException refusal) {
            text.setErrorMessage(words.refused(refusal));
            text.setInvalid(true);
            text.focus();
        }
    }

    private void ask(Note note, ListItem item) {
        Asking.before(
                words.get("crm.notes.delete.question"),
                words.get("crm.notes.delete.consequence"),
                words.get("crm.notes.delete.keep"),
                words.get("crm.notes.delete.act"),
                () -> {
                    notes.delete(note.id());
                    list.remove(item);
                    showWhetherAny();
                    text.focus();
                    Toasts.show(words.get("crm.notes.deleted"));
                });
    }
}
