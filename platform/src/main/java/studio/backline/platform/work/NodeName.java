package studio.backline.platform.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A name for this node that stays over restarts, so that it knows which jobs it held when it was
 * killed. Only one server can have the data folder, so no two nodes share a name.
 */
@Component
public class NodeName {

    private final String value;

    NodeName(@Value("${backline.data:./data}") Path data) {
        Path file = data.resolve("node");
        try {
            Files.createDirectories(data);
            if (!Files.exists(file)) {
                Files.writeString(file, UUID.randomUUID().toString());
            }
            value = Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The data folder %s cannot be written to. Give it to the server's user."
                            .formatted(data.toAbsolutePath()),
                    e);
        }
    }

    /** The name. */
    public String value() {
        return value;
    }
}
