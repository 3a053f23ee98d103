package studio.backline.platform.outbound.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.platform.core.Core;

/** The ledger keeps what it counted for as long as it says, and no longer. */
class EgressLedgerTest {

    private static final Core CORE = Core.shared();

    private final JdbcClient behind = CORE.behind();
    private final String caller = "ledger-" + System.nanoTime();

    @Test
    void what_is_older_than_ninety_days_goes_in_steps_while_it_runs() throws Exception {
        LocalDate today = LocalDate.ofInstant(CORE.clock().instant(), ZoneOffset.UTC);
        rows(today.minusDays(90), 2_500);
        rows(today.minusDays(400), 3);
        rows(today.minusDays(89), 4);
        rows(today, 5);
        EgressLedger ledger = at(CORE.clock());

        ledger.start();
        for (int looks = 0; looks < 300 && kept().size() > 2; looks++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        ledger.stop();

        assertThat(kept()).containsExactly(today.minusDays(89) + " 4", today + " 5");
    }

    @Test
    void what_was_refused_is_entered_by_its_rule_and_when_it_was_last() {
        Instant noon = Instant.parse("2026-11-20T12:00:00Z");
        EgressAttempt attempt =
                new EgressAttempt(caller, Optional.empty(), "api.example", "test.get");
        for (Instant at : List.of(noon.plusSeconds(60), noon)) {
            EgressLedger ledger = at(Clock.fixed(at, ZoneOffset.UTC));
            ledger.count(attempt).answered();
            ledger.count(attempt).refused(Rule.PRIVATE_ADDRESS);
            ledger.count(attempt).refused(Rule.GATE_SHUT);
            ledger.enter();
        }

        assertThat(
                        behind.sql(
                                        """
                                        select refused_for || ' ' || calls || ' ' || refusals
                                        from backline.egress where caller = ?
                                            and last_at = '2026-11-20T12:01:00Z' order by 1
                                        """)
                                .param(caller)
                                .query(String.class)
                                .list())
                .containsExactly(" 2 0", "GATE_SHUT 0 2", "PRIVATE_ADDRESS 0 2");
    }

    @Test
    void a_name_that_no_column_holds_does_not_hold_up_the_others() {
        EgressLedger ledger = at(CORE.clock());
        for (String host : List.of("a.example", "x".repeat(300), "z.example")) {
            ledger.count(new EgressAttempt(caller, Optional.empty(), host, "p".repeat(100)))
                    .answered();
        }
        ledger.enter();

        assertThat(
                        behind.sql("select length(host) from backline.egress where caller = ?")
                                .param(caller)
                                .query(Integer.class)
                                .list())
                .containsExactlyInAnyOrder(9, 253, 9);
    }

    private static EgressLedger at(Clock clock) {
        return new EgressLedger(
                CORE.jdbc(),
                new TransactionTemplate(CORE.bean(PlatformTransactionManager.class)),
                clock);
    }

    private void rows(LocalDate day, int many) {
        behind.sql(
                        """
                        insert into backline.egress
                        select ?, ?, ?, n || '.example', 'test', 1, 0, 0, 0, 0, '', ?
                        from generate_series(1, ?) n
                        """)
                .params(day, caller, new UUID(0, 0), day.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param(many)
                .update();
    }

    private List<String> kept() {
        return behind.sql(
                        """
                        select day || ' ' || count(*) from backline.egress
                        where caller = ? group by day order by day
                        """)
                .param(caller)
                .query(String.class)
                .list();
    }
}
