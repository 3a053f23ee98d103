package studio.backline.testkit.house.sins.views;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;

class SongTitle extends Div {
    SongTitle(TextField title) {
        title.setMaxLength(40);
        add(title);
    }
}
