package studio.backline.screens.file;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import java.io.IOException;
import java.io.InputStream;
import studio.backline.screens.HouseWords;
import studio.backline.screens.Icons;

/** Takes one file, dropped or chosen, as a stream that is never held in memory whole. */
public final class FileDrop extends Upload {

    /**
     * A place for a file.
     *
     * @param button the words of the button that opens the file chooser
     * @param label the words beside it, while a file can be dropped
     * @param receiver reads the file
     */
    public FileDrop(String button, String label, Receiver receiver) {
        HouseWords.in(this);
        addClassName("bl-file-drop");
        setMaxFiles(1);
        setUploadButton(new Button(button, Icons.of("upload")));
        setDropLabel(new Span(label));
        // The button beside it has the same one.
        setDropLabelIcon(new Span());
        setUploadHandler(upload -> receive(upload, receiver));
    }

    private static void receive(UploadEvent upload, Receiver receiver) throws IOException {
        try (InputStream in = upload.getInputStream()) {
            UI ui = upload.getUI();
            AsWindow.run(ui, () -> receiver.receive(ui, upload.getFileName(), in));
        }
    }

    /** Reads a file that a person hands over. */
    @FunctionalInterface
    public interface Receiver {

        /**
         * Called on the thread of the upload, as the person who hands it over, without the
         * session's lock: show what came of it through {@code UI.access}.
         *
         * @param ui the window that it comes from
         * @param name as the person's machine calls it
         * @param content the file, from its beginning
         * @throws IOException when reading or keeping fails; the upload is shown as failed
         */
        void receive(UI ui, String name, InputStream content) throws IOException;
    }
}
