package studio.backline.plugins.crm;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.testkit.flat.FlatHost;

/** A window on a workspace of its own, and what somebody sees in it. */
public class CrmWindow implements BeforeEachCallback, AfterEachCallback {

    private final FlatHost host = CrmHost.host();
    private final Caller caller = host.newWorkspace();
    private final List<String> visited = new ArrayList<>();

    /** Kept here: what is current is held by a weak reference alone. */
    private final UI window =
            new UI() {
                private static final long serialVersionUID = 1L;

                @Override
                public void navigate(String path, QueryParameters parameters) {
                    visited.add(path);
                }
            };

    @Override
    public void beforeEach(ExtensionContext test) {
        window.setLocale(Locale.UK);
        UI.setCurrent(window);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        host.jobs().resumeAll();
        host.permissions().giveAll();
        UI.setCurrent(null);
    }

    public void run(Runnable work) {
        host.run(caller, work);
    }

    public FlatHost host() {
        return host;
    }

    public Caller caller() {
        return caller;
    }

    public CrmWords words() {
        return new CrmWords(host.bean(Texts.class));
    }

    /** Where it was led to, the first first. */
    public List<String> visited() {
        return visited;
    }

    public static void press(Component screen, String caption) {
        button(screen, caption).click();
    }

    public static Button button(Component screen, String caption) {
        return all(screen, Button.class).stream()
                .filter(button -> button.getText().equals(caption))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No button '%s'".formatted(caption)));
    }

    public static List<String> captions(Component screen) {
        return all(screen, Button.class).stream().map(Button::getText).toList();
    }

    public static <T extends Component> T first(Component screen, Class<T> type) {
        return all(screen, type).getFirst();
    }

    /** Everything of a kind that is seen in it. */
    public static <T extends Component> List<T> all(Component screen, Class<T> type) {
        return within(screen)
                .filter(Component::isVisible)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** A dialog's foot is none of its parts while nobody sees it. */
    public static Stream<Component> within(Component component) {
        Stream<Component> foot =
                component instanceof Dialog dialog
                        ? dialog.getFooter()
                                .getElement()
                                .getChildren()
                                .flatMap(child -> child.getComponent().stream())
                        : Stream.empty();
        return Stream.concat(
                        Stream.of(component),
                        Stream.concat(component.getChildren(), foot).flatMap(CrmWindow::within))
                .filter(part -> !part.getElement().isTextNode());
    }
}
