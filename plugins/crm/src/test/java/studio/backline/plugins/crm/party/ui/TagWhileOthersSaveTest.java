package studio.backline.plugins.crm.party.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.party.PartyRef;
import studio.backline.plugins.crm.party.StalePartyException;

/** Somebody saves a person while somebody else tags many. */
class TagWhileOthersSaveTest {

    private final List<UUID> chosen =
            List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());

    @Test
    void allAreTagged() {
        assertThat(new ChosenParties(new Saved(1, 0, 2)).tag(chosen, "VIP")).isEqualTo(chosen);
    }

    @Test
    void whoIsSavedAgainAndAgainEndsItAtLast() {
        ChosenParties parties = new ChosenParties(new Saved(0, 1_000));

        assertThatThrownBy(() -> parties.tag(chosen, "VIP"))
                .isInstanceOf(StalePartyException.class)
                .hasMessageContaining("by somebody else");
    }

    /** Each is saved by others so many times before it can be tagged. */
    private static final class Saved implements PartyActs {

        private final Queue<Integer> times = new ArrayDeque<>();
        private int left = -1;

        Saved(int... times) {
            for (int each : times) {
                this.times.add(each);
            }
        }

        @Override
        public boolean changeTags(UUID id, UnaryOperator<Set<String>> change) {
            left = left < 0 ? times.remove() : left;
            if (left-- > 0) {
                throw new Stale(id);
            }
            return true;
        }

        @Override
        public boolean delete(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> restore(UUID id) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Stale extends StalePartyException {

        private static final long serialVersionUID = 1L;

        Stale(UUID id) {
            super(PartyRef.of(new SubjectId(id)));
        }
    }
}
