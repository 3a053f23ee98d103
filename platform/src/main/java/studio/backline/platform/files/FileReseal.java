package studio.backline.platform.files;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.files.content.Content;
import studio.backline.platform.files.content.ContentReseal;

/** Seals files anew that former keys have sealed. */
@Component
public class FileReseal {

    private static final Logger log = LoggerFactory.getLogger(FileReseal.class);
    private static final int FEW = 100;

    private final ContentReseal contents;

    FileReseal(ContentReseal contents) {
        this.contents = contents;
    }

    /** Who is told of it. */
    public interface Listener {

        /** Something was found under this key, and sealed anew where that is true. */
        void found(String keyId, boolean sealedAnew);

        /** Not everything could be looked at. */
        void hindered(String why);

        /** Something was done that began then, by {@link System#nanoTime()}; may wait a while. */
        void worked(long began) throws InterruptedException;
    }

    /**
     * Looks at all files of the workspace of the thread, outside a transaction.
     *
     * @param keys the ids of former keys
     */
    public void sealAgain(WorkspaceId workspace, Set<String> keys, Listener listener)
            throws InterruptedException {
        UUID last = new UUID(0, 0);
        // What is sealed anew takes a newer id and is met again: then it is under the right key.
        List<Content> few = contents.after(workspace, last, FEW);
        while (!few.isEmpty()) {
            for (Content each : few) {
                long began = System.nanoTime();
                sealAgain(each, keys, listener);
                listener.worked(began);
            }
            last = few.getLast().id();
            few = contents.after(workspace, last, FEW);
        }
    }

    private void sealAgain(Content content, Set<String> keys, Listener listener) {
        try {
            Optional<String> key = contents.keyId(content);
            if (key.isEmpty()) {
                listener.hindered("the store '%s' is not there".formatted(content.store()));
            } else if (keys.contains(key.get())) {
                boolean sealed = false;
                try {
                    contents.sealAgain(content);
                    sealed = true;
                } finally {
                    listener.found(key.get(), sealed);
                }
            }
        } catch (IOException e) {
            log.warn("The content {} could not be sealed anew; trying again.", content.id(), e);
            listener.hindered("a file cannot be read or written");
        }
    }
}
