package studio.backline.screens.keys;

import java.util.List;

/**
 * A component, or a view, on which keys work. The sheet of keys asks those that are on the screen
 * when it opens, on the thread of the request.
 */
public interface HasKeys {

    /** The keys that work now, in the order in which they are told. */
    List<KeyLine> keys();
}
