package studio.backline.screens.file;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.io.OutputStream;
import studio.backline.screens.Icons;

/** Hands over a CSV file, which is written while it is downloaded and never held whole. */
public final class DownloadLink extends Anchor {

    /**
     * A link.
     *
     * @param caption what it hands over
     * @param file what the file is called
     * @param writer writes it
     */
    public DownloadLink(String caption, String file, Writer writer) {
        DownloadHandler handler = download -> write(download, file, writer);
        setHref(handler, AttachmentType.DOWNLOAD);
        addClassName("bl-button-link");
        add(Icons.of("download"), new Span(caption));
    }

    private static void write(DownloadEvent download, String file, Writer writer)
            throws IOException {
        download.setFileName(file);
        download.setContentType("text/csv; charset=UTF-8");
        try (OutputStream out = download.getOutputStream()) {
            AsWindow.run(download.getUI(), () -> writer.writeTo(out));
        }
    }

    /** Writes the file. */
    @FunctionalInterface
    public interface Writer {

        /** Writes all of it as the person who asks, and says how many rows. */
        long writeTo(OutputStream out) throws IOException;
    }
}
