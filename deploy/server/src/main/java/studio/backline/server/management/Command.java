package studio.backline.server.management;

import java.io.IOException;
import java.io.InputStream;

/** One thing that a command of this machine can ask for. */
interface Command {

    /**
     * Does it.
     *
     * @param body what was sent: JSON, or a jar
     * @return what to answer, as JSON
     */
    Object run(InputStream body) throws IOException;
}
