package studio.backline.ui.screen;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.html.Div;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A part of a screen that is made anew whenever something in it changes. Whoever was at one of its
 * buttons is at the button of the same place again, or at the title where there is none any more.
 */
public final class RedrawnPart extends Div {

    private static final long serialVersionUID = 1L;
    private static final String PLACE = "data-place";

    private final Map<String, Component> kept = new HashMap<>();

    /** Names a place that outlives the component which stands in it. */
    public static <T extends HasElement> T place(String name, T component) {
        component.getElement().setAttribute(PLACE, name);
        return component;
    }

    /**
     * What stands at a place from one drawing to the next, for parts that others make anew at any
     * moment: a click that is under way then still finds its button.
     *
     * @param made called where nothing stands there yet
     */
    public Component standing(String name, Supplier<Component> made) {
        return place(name, kept.computeIfAbsent(name, first -> made.get()));
    }

    /** Takes out what is there, and puts other things in its place. */
    public void redraw(Component... parts) {
        removeAll();
        add(parts);
        kept.values().removeIf(each -> !each.isAttached());
        getElement()
                .executeJs(
                        """
                        if (!this.blPlace || document.activeElement !== document.body) return;
                        const same = this.querySelector(`[${$0}="${CSS.escape(this.blPlace)}"]`);
                        const title = document.querySelector('main h1');
                        if (title) title.tabIndex = -1;
                        (same ?? title)?.focus();
                        """,
                        PLACE);
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        getElement()
                .executeJs(
                        """
                        const note = ({target}) => this.blPlace = this.contains(target)
                            ? target.closest(`[${$0}]`)?.getAttribute($0) ?? null : null;
                        ['focusin', 'pointerdown'].forEach(
                            what => document.addEventListener(what, note, true));
                        """,
                        PLACE);
    }
}
