package studio.backline.ui.shell;

import com.vaadin.flow.component.html.Image;

/** Backline's mark: a note-head on a stave. */
final class Mark extends Image {

    private static final long serialVersionUID = 1L;

    Mark() {
        setSrc("favicon.svg");
        setAlt("");
        addClassName("bl-mark");
    }
}
