package studio.backline.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;

/**
 * A button under which a few plain buttons unfold. No menu in the sense of ARIA: one walks through
 * it by Tab as through a page, and it may hold words that are nothing to press.
 */
final class DropDown extends NativeButton {

    private static final long serialVersionUID = 1L;

    private final Popover popover = new Popover();

    DropDown(String name, PopoverPosition position) {
        getElement().setAttribute("aria-label", name);
        popover.setTarget(this);
        popover.setPosition(position);
        popover.setAriaLabel(name);
        popover.setAutofocus(true);
        popover.addClassName("bl-drop");
    }

    /** Adds words that stay. */
    void words(Component words) {
        popover.add(words);
    }

    /** Adds something to press; it folds the rest away. */
    void act(String caption, Runnable act) {
        popover.add(button(caption, act));
    }

    /** Adds a group with its name over it. */
    Group group(String name) {
        Group group = new Group(name);
        popover.add(group);
        return group;
    }

    private NativeButton button(String caption, Runnable act) {
        NativeButton button =
                new NativeButton(
                        "",
                        click -> {
                            popover.close();
                            act.run();
                        });
        Span words = new Span(caption);
        words.getElement().setAttribute("dir", "auto");
        button.add(words);
        button.addClassName("bl-drop-act");
        return button;
    }

    /** Several of which one holds. */
    final class Group extends Div {

        private static final long serialVersionUID = 1L;

        private Group(String name) {
            Span head = new Span(name);
            head.addClassName("bl-drop-head");
            head.getElement().setAttribute("aria-hidden", "true");
            add(head);
            getElement().setAttribute("role", "group");
            getElement().setAttribute("aria-label", name);
        }

        /** Adds one; {@code on} when it holds now. */
        NativeButton choice(String caption, boolean on, Runnable act) {
            NativeButton button = button(caption, act);
            button.getElement().setAttribute("aria-pressed", String.valueOf(on));
            button.addComponentAsFirst(new SvgIcon("icons.svg", "check"));
            add(button);
            return button;
        }
    }
}
