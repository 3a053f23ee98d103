package studio.backline.platform.outbound.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A caller that invents names hides neither its own calls nor those of others. */
class EgressKindsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 29);
    private static final EgressSums CALL = new EgressSums(1, 0, 0, 0, 0);
    private static final EgressSums REFUSAL = new EgressSums(0, 1, 0, 0, 0);

    private final EgressKinds kinds = new EgressKinds();

    @Test
    void inventedNamesHaveAnEndAndLeaveTheRestItsRoom() {
        int told = 0;
        for (int i = 0; i < 5_000; i++) {
            if (kinds.isOneOf(attempt("loud", "n" + i + ".example"), REFUSAL, TODAY)) {
                told++;
            }
        }
        assertThat(told).isEqualTo(1_000);
        assertThat(kinds.isOneOf(attempt("loud", "n7.example"), REFUSAL, TODAY)).isTrue();
        assertThat(kinds.isOneOf(attempt("loud", "api.example"), CALL, TODAY)).isTrue();
        assertThat(kinds.isOneOf(attempt("quiet", "n9999.example"), REFUSAL, TODAY)).isTrue();

        LocalDate tomorrow = TODAY.plusDays(1);
        assertThat(kinds.isOneOf(attempt("loud", "n4999.example"), REFUSAL, tomorrow)).isTrue();
    }

    private static EgressAttempt attempt(String caller, String host) {
        return new EgressAttempt(caller, Optional.empty(), host, "test");
    }
}
