package studio.backline.platform.files.type;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells a media type by content. A name only says more where the content cannot: which text it is,
 * or which kind of archive. What browsers show is never told by a name.
 */
@Component
public class TypeDetector {

    private volatile @Nullable MimeTypes types;

    /** The type of what begins with these bytes. */
    public String detect(byte[] head, String name) {
        Thread thread = Thread.currentThread();
        ClassLoader former = thread.getContextClassLoader();
        // It makes parsers, and keeps them: none of a plugin's may be among them.
        thread.setContextClassLoader(TypeDetector.class.getClassLoader());
        try {
            String found = detect(head, new Metadata());
            Metadata named = new Metadata();
            named.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
            String refined = detect(head, named);
            return SafeTypes.isShown(refined) ? found : refined;
        } finally {
            thread.setContextClassLoader(former);
        }
    }

    private String detect(byte[] head, Metadata metadata) {
        try {
            MediaType type = types().detect(new ByteArrayInputStream(head), metadata);
            return type.getBaseType().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MimeTypes types() {
        MimeTypes known = types;
        if (known == null) {
            // Read late: a start does not need it.
            known = MimeTypes.getDefaultMimeTypes(TypeDetector.class.getClassLoader());
            types = known;
        }
        return known;
    }
}
