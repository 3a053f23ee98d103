package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.importing.ImportDraft;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.testkit.flat.FlatHost;

/** A window on a workspace of its own, in which somebody brings a list. */
final class ImportWindow implements BeforeEachCallback, AfterEachCallback {

    private final FlatHost host = CrmHost.host();
    private final ImportService imports = host.bean(ImportService.class);
    private final Caller caller = host.newWorkspace();

    /** Kept here: what is current is held by a weak reference alone. */
    private final UI window = new UI();

    @Override
    public void beforeEach(ExtensionContext test) {
        window.setLocale(Locale.UK);
        UI.setCurrent(window);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        host.jobs().resumeAll();
        UI.setCurrent(null);
    }

    void run(Runnable work) {
        host.run(caller, work);
    }

    FlatHost host() {
        return host;
    }

    ImportService imports() {
        return imports;
    }

    ImportDraft begun(String csv) {
        try {
            return imports.begin(
                    "guests.csv", out -> out.write(csv.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BrokenFileException e) {
            throw new AssertionError(e);
        }
    }

    /** Everything of a kind that is seen in it. */
    static <T extends Component> List<T> all(Component screen, Class<T> type) {
        return within(screen)
                .filter(Component::isVisible)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static Stream<Component> within(Component component) {
        return Stream.concat(
                        Stream.of(component), component.getChildren().flatMap(ImportWindow::within))
                .filter(part -> !part.getElement().isTextNode());
    }
}
