package studio.backline.plugins.crm.party.ui;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import studio.backline.plugins.crm.party.PartyGoneException;
import studio.backline.plugins.crm.party.StalePartyException;

/** Does one thing to several people or organisations, one after the other. */
public final class ChosenParties {

    private static final int MOST_TRIES = 5;

    private final PartyActs acts;

    public ChosenParties(PartyActs acts) {
        this.acts = acts;
    }

    /** Tags them, and gives those who had not been. */
    public List<UUID> tag(Collection<UUID> ids, String name) {
        return changeTags(ids, tags -> with(tags, name));
    }

    /** Takes the tag off them, and gives those who had it. */
    public List<UUID> untag(Collection<UUID> ids, String name) {
        return changeTags(ids, tags -> without(tags, name));
    }

    /** Deletes them, and gives those who were still there. */
    public List<UUID> delete(Collection<UUID> ids) {
        return ids.stream().filter(acts::delete).toList();
    }

    /** Brings them back, and gives why some did not. */
    public List<String> restore(Collection<UUID> ids) {
        return ids.stream()
                .flatMap(
                        id -> whileThere(() -> acts.restore(id), Optional.<String>empty()).stream())
                .toList();
    }

    private List<UUID> changeTags(Collection<UUID> ids, UnaryOperator<Set<String>> change) {
        return ids.stream().filter(id -> whileThere(() -> changeTags(id, change), false)).toList();
    }

    // Whoever saves in between loses nothing by it: what they saved is tagged.
    private boolean changeTags(UUID id, UnaryOperator<Set<String>> change) {
        for (int tries = 1; ; tries++) {
            try {
                return acts.changeTags(id, change);
            } catch (StalePartyException meanwhile) {
                if (tries == MOST_TRIES) {
                    throw meanwhile;
                }
            }
        }
    }

    // Whoever is gone meanwhile holds up nobody else.
    private static <T> T whileThere(Supplier<T> act, T gone) {
        try {
            return act.get();
        } catch (PartyGoneException meanwhile) {
            return gone;
        }
    }

    private static Set<String> with(Set<String> tags, String name) {
        Set<String> more = new HashSet<>(tags);
        more.add(name);
        return more;
    }

    private static Set<String> without(Set<String> tags, String name) {
        Set<String> fewer = new HashSet<>(tags);
        fewer.remove(name);
        return fewer;
    }
}
