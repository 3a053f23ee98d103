package studio.backline.screens.list;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The element in the browser. It keeps the rows that are in the document and asks for those next to
 * them; the server keeps none, so that a list of any length costs a window the same.
 */
@Tag("bl-keyset-list")
@JavaScript("context://keyset-list.js?v=8")
final class ListTable extends Component {

    private final Answers answers;

    ListTable(Answers answers) {
        this.answers = answers;
    }

    /** Shows a first page, with everything that the browser must know of the list. */
    void start(ObjectNode list) {
        getElement().executeJs("this.start($0)", list);
    }

    /** Reads the rows again, around those that are seen now. */
    void refresh() {
        getElement().executeJs("this.refresh && this.refresh()");
    }

    void focusRow(String id) {
        getElement().executeJs("this.focusRow && this.focusRow($0)", id);
    }

    void setChosen(Set<String> ids, boolean chosen) {
        getElement().executeJs("this.mark && this.mark($0, $1)", ListJson.array(ids), chosen);
    }

    void setChoosing(boolean choosing) {
        getElement().setAttribute("choosing", choosing);
    }

    @ClientCallable
    ObjectNode fetch(@Nullable String anchor, boolean before) {
        return answers.fetch(anchor, before ? Direction.BEFORE : Direction.AFTER);
    }

    @ClientCallable
    ObjectNode jump(String letter) {
        return answers.jump(letter);
    }

    @ClientCallable
    void sort(String sort) {
        answers.sort(sort);
    }

    @ClientCallable
    void choose(ArrayNode ids, boolean chosen) {
        Set<String> values = new LinkedHashSet<>();
        for (JsonNode id : ids) {
            values.add(id.asString());
        }
        answers.choose(values, chosen);
    }

    /** What the browser asks. */
    interface Answers {

        ObjectNode fetch(@Nullable String anchor, Direction direction);

        ObjectNode jump(String letter);

        void sort(String sort);

        void choose(Set<String> ids, boolean chosen);
    }
}
