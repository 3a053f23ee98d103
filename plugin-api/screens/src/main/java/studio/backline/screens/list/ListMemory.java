package studio.backline.screens.list;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import java.util.HashMap;
import java.util.Map;

/**
 * How lists were left in one window, so that the way back leads to the same place. The window holds
 * it and takes it along when it is closed; what was sought stands in no address that way. It holds
 * texts alone, so that it keeps nothing of a plugin.
 */
public final class ListMemory {

    private final Map<String, Map<String, String>> left = new HashMap<>();

    private ListMemory() {}

    /** The one of this window. */
    public static ListMemory of(UI ui) {
        ListMemory known = ComponentUtil.getData(ui, ListMemory.class);
        if (known != null) {
            return known;
        }
        ListMemory made = new ListMemory();
        ComponentUtil.setData(ui, ListMemory.class, made);
        return made;
    }

    /** What is known of a list; empty for one that nobody has left. */
    public Map<String, String> recall(String list) {
        return Map.copyOf(left.getOrDefault(list, Map.of()));
    }

    /** Remembers one thing of a list. */
    public void keep(String list, String what, String value) {
        left.computeIfAbsent(list, key -> new HashMap<>()).put(what, value);
    }

    /** The list begins anew. */
    public void forget(String list) {
        left.remove(list);
    }
}
