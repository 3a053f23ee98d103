package studio.backline.ui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import org.junit.jupiter.api.Test;

/** What changes at any moment leaves its buttons where a click that is under way finds them. */
class RedrawnPartTest {

    private final UI ui = new UI();
    private final RedrawnPart part = new RedrawnPart();

    @Test
    void a_button_of_the_same_place_outlives_a_drawing_and_one_without_a_place_is_let_go() {
        ui.add(part);
        Component first = draw("one");
        int node = first.getElement().getNode().getId();

        assertThat(draw("one")).isSameAs(first);
        assertThat(first.getElement().getNode().getId()).as("known to the browser").isEqualTo(node);
        assertThat(first.isAttached()).isTrue();

        Component other = draw("another");
        assertThat(other).isNotSameAs(first);
        assertThat(first.isAttached()).isFalse();
        assertThat(draw("one")).as("let go in between").isNotSameAs(first);
    }

    private Component draw(String place) {
        Component button = part.standing(place, NativeButton::new);
        part.redraw(new Div(button));
        assertThat(button.getElement().getAttribute("data-place")).isEqualTo(place);
        return button;
    }
}
