package studio.backline.screens.file;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.internal.CurrentInstance;
import java.io.IOException;
import java.util.Map;

/**
 * Files come and go on requests of their own, which know the session and not the window. The window
 * says in whose workspace the work is done, so it is made the current one meanwhile.
 */
final class AsWindow {

    private AsWindow() {}

    static void run(UI ui, Work work) throws IOException {
        Map<Class<?>, CurrentInstance> before = CurrentInstance.setCurrent(ui);
        try {
            work.run();
        } finally {
            CurrentInstance.restoreInstances(before);
        }
    }

    /** Reads or writes a file. */
    @FunctionalInterface
    interface Work {

        void run() throws IOException;
    }
}
