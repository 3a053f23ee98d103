package studio.backline.ui.plugins;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.BiConsumer;
import studio.backline.platform.pluginhost.InstallPlan;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.screens.file.FileDrop;
import studio.backline.ui.text.HostTexts;

/** Takes a plugin's jar from the person's machine and looks into it; nothing is installed yet. */
final class UploadDialog extends WorkDialog {

    private static final long serialVersionUID = 1L;

    private final transient Plugins plugins;
    private final transient PluginWork work;
    private final transient Path run;
    private final transient BiConsumer<InstallPlan, Path> found;
    private final FileDrop drop;

    UploadDialog(
            HostTexts texts,
            Plugins plugins,
            PluginWork work,
            Path run,
            BiConsumer<InstallPlan, Path> found) {
        super(texts, texts.get("plugins.upload.title"));
        this.plugins = plugins;
        this.work = work;
        this.run = run;
        this.found = found;
        Paragraph line = new Paragraph(texts.get("plugins.upload.line"));
        line.addClassName("bl-line");
        addComponentAsFirst(line);
        drop =
                new FileDrop(
                        texts.get("plugins.upload.choose"),
                        texts.get("plugins.upload.drop"),
                        (window, name, content) -> receive(window, content));
        drop.setAcceptedFileExtensions(".jar");
        drop.setMaxFileSize(Plugins.LARGEST_MB << 20);
        drop.addFileRejectedListener(
                event -> fail(text("plugins.upload.refused", Plugins.LARGEST_MB)));
        add(drop);
    }

    private void receive(UI window, InputStream content) throws IOException {
        try {
            Path jar = kept(content);
            window.access(() -> inspect(window, jar));
        } catch (IOException e) {
            // The browser shows nothing of a failed upload; the host logs it.
            window.access(
                    () -> {
                        drop.clearFileList();
                        fail(text("plugins.upload.unread"));
                    });
            throw e;
        }
    }

    private Path kept(InputStream content) throws IOException {
        Files.createDirectories(run);
        Path jar = Files.createTempFile(run, "upload", ".jar");
        try {
            Files.copy(content, jar, StandardCopyOption.REPLACE_EXISTING);
            return jar;
        } catch (IOException e) {
            Files.delete(jar);
            throw e;
        }
    }

    private void inspect(UI window, Path jar) {
        begin(text("plugins.upload.looking"));
        drop.setVisible(false);
        work.start(
                window,
                by -> plugins.inspect(jar),
                plan -> {
                    close();
                    found.accept(plan, jar);
                },
                why -> {
                    delete(jar);
                    drop.clearFileList();
                    drop.setVisible(true);
                    fail(why);
                });
    }

    /** The host has its own copy of what it has taken; what is left here is thrown away. */
    static void delete(Path jar) {
        try {
            Files.deleteIfExists(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
