package studio.backline.plugins.crm.party.ui;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** What can be done to one of the people or organisations that are chosen. */
public interface PartyActs {

    /** Whether it was there to delete. */
    boolean delete(UUID id);

    /**
     * Takes a deletion back.
     *
     * @return why it does not come back; empty when it did
     */
    Optional<String> restore(UUID id);

    /** Whether it has other tags by that. */
    boolean changeTags(UUID id, UnaryOperator<Set<String>> change);
}
