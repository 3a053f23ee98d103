package studio.backline.ui.screen;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** A small table: a head, and rows of components. */
@Tag("table")
public final class Rows extends HtmlContainer {

    private static final long serialVersionUID = 1L;

    private final Part body = new Part("tbody");
    private final List<String> titles;

    /** With the titles of its columns. */
    public Rows(String... titles) {
        this.titles = List.of(titles);
        addClassName("bl-rows");
        Part row = new Part("tr");
        for (String title : titles) {
            Part cell = new Part("th");
            cell.getElement().setAttribute("scope", "col");
            cell.setText(title);
            row.add(cell);
        }
        Part head = new Part("thead");
        head.add(row);
        add(head, body);
    }

    /** A cell each. */
    public void addRow(Component... cells) {
        Part row = new Part("tr");
        for (int i = 0; i < cells.length; i++) {
            Part cell = new Part("td");
            cell.add(cells[i]);
            // On a phone no head stands above it: what could be anything is said in its own line.
            if (cells[i] instanceof Span && i > 0) {
                cell.getElement().setAttribute("data-head", titles.get(i));
            }
            row.add(cell);
        }
        body.add(row);
    }

    private static final class Part extends HtmlContainer {

        private static final long serialVersionUID = 1L;

        Part(String tag) {
            super(tag);
        }
    }
}
