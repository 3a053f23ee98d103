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

    Map<String, UUID> of(Collection<String> names) {
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        Set<String> missing = new HashSet<>();
        for (String name : new HashSet<>(names)) {
            if (!known.containsKey(key.apply(name))) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            known.putAll(maker.apply(missing));
        }
        return known;
    }
}
