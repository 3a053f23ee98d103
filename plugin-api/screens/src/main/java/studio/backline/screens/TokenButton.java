package studio.backline.screens;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.listbox.ListBox;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A word of a sentence that can be changed: pressing it shows the choices.
 *
 * @param <T> what is chosen
 */
public final class TokenButton<T> extends NativeButton {

    private final Popover popover = new Popover();
    private final ListBox<T> choices = new ListBox<>();

    /**
     * A token.
     *
     * @param name what is changed, for a reader's software: 'Role'
     * @param items the choices
     * @param words how each of them reads in the sentence
     * @param chosen told when another one is chosen
     */
    public TokenButton(String name, List<T> items, Function<T, String> words, Consumer<T> chosen) {
        addClassName("bl-token");
        getElement().setAttribute("aria-haspopup", "listbox");
        choices.setItems(items);
        choices.setItemLabelGenerator(words::apply);
        choices.getElement().setAttribute("aria-label", name);
        choices.addValueChangeListener(
                change -> {
                    if (change.getValue() != null) {
                        setText(words.apply(change.getValue()));
                        popover.close();
                        if (change.isFromClient()) {
                            chosen.accept(change.getValue());
                        }
                    }
                });
        popover.setTarget(this);
        popover.setPosition(PopoverPosition.BOTTOM_START);
        popover.setAriaLabel(name);
        popover.setAutofocus(true);
        popover.add(choices);
    }

    /** What is chosen now; one of the items has to be set first. */
    public T choice() {
        return choices.getValue();
    }

    /** Shows a choice without telling anybody. */
    public void setChoice(T choice) {
        choices.setValue(choice);
    }
}
