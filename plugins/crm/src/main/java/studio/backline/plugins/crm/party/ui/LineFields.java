package studio.backline.plugins.crm.party.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import studio.backline.screens.Icons;

/**
 * Several lines of fields, each of which can be taken out, with a button for one more.
 *
 * @param <L> a line
 */
public final class LineFields<L extends Component & LineFields.Line> extends Div {

    private final String remove;
    private final Supplier<L> maker;
    private final List<L> lines = new ArrayList<>();
    private final Div place = new Div();
    private final Button more;

    /**
     * No line yet.
     *
     * @param add what adds one
     * @param remove what takes one out
     */
    public LineFields(String add, String remove, Supplier<L> maker) {
        this.remove = remove;
        this.maker = maker;
        addClassName("bl-lines");
        place.addClassName("bl-lines");
        more = new Button(add, Icons.of("plus"), click -> add().focusFirst());
        more.addThemeVariants(ButtonVariant.TERTIARY);
        add(place, more);
    }

    /** All of them, from above. */
    public List<L> lines() {
        return List.copyOf(lines);
    }

    /** Takes all of them out. */
    public void clear() {
        lines.clear();
        place.removeAll();
    }

    /** Adds one at the end. */
    public L add() {
        L line = maker.get();
        lines.add(line);
        Button out = new Button(Icons.of("cross"));
        out.setAriaLabel(remove);
        out.setTooltipText(remove);
        out.addThemeVariants(ButtonVariant.TERTIARY);
        Div row = new Div(line, out);
        row.addClassName("bl-line-row");
        out.addClickListener(
                click -> {
                    lines.remove(line);
                    place.remove(row);
                    more.focus();
                });
        place.add(row);
        return line;
    }

    /** A line knows where one begins to write. */
    public interface Line {

        /** Goes there. */
        void focusFirst();
    }
}
