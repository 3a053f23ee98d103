package studio.backline.platform.pluginhost.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.pluginhost.jar.JarCheck;

/**
 * The contents that are being taken up from the folder, in a file: what is found there at a later
 * start is what a server has ended with. Written on one thread.
 */
final class JarsUnderWay {

    private static final Logger log = LoggerFactory.getLogger(JarsUnderWay.class);

    private final Path file;

    JarsUnderWay(Path file) {
        this.file = file;
    }

    /** Whether a server has ended while it took up this content. */
    boolean has(Path jar) {
        try {
            Set<String> marks = marks();
            return !marks.isEmpty() && marks.contains(JarCheck.mark(jar));
        } catch (IOException unknown) {
            log.debug("Nothing is known of what was under way before.", unknown);
            return false;
        }
    }

    void begun(Path jar) {
        try {
            Set<String> marks = marks();
            marks.add(JarCheck.mark(jar));
            Files.write(file, marks);
        } catch (IOException unknown) {
            log.warn("{} is not noted as being taken up.", jar.getFileName(), unknown);
        }
    }

    /** It is done, or refused. */
    void ended(Path jar) {
        try {
            Set<String> marks = marks();
            if (!marks.isEmpty() && marks.remove(JarCheck.mark(jar))) {
                Files.write(file, marks);
            }
        } catch (IOException unknown) {
            log.warn("{} stays noted as being taken up.", jar.getFileName(), unknown);
        }
    }

    private Set<String> marks() throws IOException {
        return Files.exists(file) ? new TreeSet<>(Files.readAllLines(file)) : new TreeSet<>();
    }
}
