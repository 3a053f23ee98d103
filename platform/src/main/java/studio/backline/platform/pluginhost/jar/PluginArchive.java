package studio.backline.platform.pluginhost.jar;

import java.nio.file.Path;
import java.util.Set;

/** Where the jars of all nodes are kept, by their hash. */
public interface PluginArchive {

    /** Keeps nothing: a store that is the only one. */
    PluginArchive NONE =
            new PluginArchive() {
                @Override
                public void put(String sha256, Path jar) {}

                @Override
                public boolean fetch(String sha256, Path target) {
                    return false;
                }

                @Override
                public void drop(String sha256) {}

                @Override
                public boolean retain(Set<String> named) {
                    return false;
                }
            };

    /** Keeps a jar; nothing happens where it is kept already. */
    void put(String sha256, Path jar);

    /** Writes a jar that is kept into a new file; false where it is not kept. */
    boolean fetch(String sha256, Path target);

    /** Keeps this one no longer. */
    void drop(String sha256);

    /** Keeps none but these; whether there were others. */
    boolean retain(Set<String> named);
}
