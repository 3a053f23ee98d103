package studio.backline.plugins.crm.importing.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Ids of tags or organisations by name, remembered over the chunks of one import. */
class NameIds {

    private static final int REMEMBERED = 10_000;

    private final UnaryOperator<String> key;
    private final Function<Collection<String>, Map<String, UUID>> maker;
    private final Map<String, UUID> known = new HashMap<>();

    /**
     * @param key what tells names apart
     * @param maker finds and makes them
     */
    NameIds(UnaryOperator<String> key, Function<Collection<String>, Map<String, UUID>> maker) {
        this.key = key;
        this.maker = maker;
    }

    synchronized void forget() {
        known.clear();
    }

    /** Those of these names, by key. */
    synchronized Map<String, UUID> of(Collection<String> names) {
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        Map<String, String> keys = new HashMap<>();
        new HashSet<>(names).forEach(name -> keys.put(name, key.apply(name)));
        Set<String> missing = new HashSet<>(keys.keySet());
        missing.removeIf(name -> known.containsKey(keys.get(name)));
        if (!missing.isEmpty()) {
            known.putAll(maker.apply(missing));
        }
        Map<String, UUID> asked = new HashMap<>();
        keys.values().forEach(each -> asked.put(each, known.get(each)));
        return asked;
    }
}
