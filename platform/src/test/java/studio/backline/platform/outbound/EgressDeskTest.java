package studio.backline.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.platform.core.Core;
import studio.backline.platform.outbound.EgressDesk.Order;
import studio.backline.platform.outbound.EgressReport.Line;
import studio.backline.platform.outbound.EgressReport.Sums;

/** What left the house is summed over days and workspaces, and told a part at a time. */
class EgressDeskTest {

    /** Long after what other tests have the ledger count. */
    private static final Instant NOW = Instant.parse("2031-06-15T00:20:00Z");

    private static final LocalDate TODAY = LocalDate.of(2031, 6, 15);
    private static final Core CORE = Core.shared();

    private final JdbcClient behind = CORE.behind();
    private final EgressDesk desk =
            new EgressDesk(
                    CORE.jdbc(),
                    new TransactionTemplate(CORE.bean(PlatformTransactionManager.class)),
                    Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    @AfterEach
    void empty() {
        behind.sql("delete from backline.egress where day >= '2031-01-01'").update();
    }

    @Test
    void of_days_in_which_nothing_left_it_says_so() {
        assertThat(desk.report(7, Order.NEWEST, 50))
                .isEqualTo(new EgressReport(TODAY.minusDays(6), Sums.NONE, List.of(), 0));
    }

    @Test
    void lines_and_their_total_are_of_so_many_days_and_of_all_workspaces() {
        row(0, "crm", "api.example", "", new Sums(2, 1, 0, 100, 7));
        row(0, "crm", "api.example", "", new Sums(3, 0, 0, 1, 0));
        row(6, "crm", "api.example", "", new Sums(10, 0, 0, 1000, 0));
        row(7, "crm", "api.example", "", new Sums(100, 0, 0, 10_000, 0));
        row(29, "crm", "old.example", "", new Sums(1, 0, 0, 1, 0));
        row(89, "crm", "older.example", "", new Sums(1, 0, 0, 1, 0));

        assertThat(total(1)).isEqualTo(new Sums(5, 1, 0, 101, 7));
        assertThat(total(7)).isEqualTo(new Sums(15, 1, 0, 1101, 7));
        assertThat(total(30)).isEqualTo(new Sums(116, 1, 0, 11_102, 7));
        assertThat(total(EgressDesk.KEPT_DAYS)).isEqualTo(new Sums(117, 1, 0, 11_103, 7));
        assertThat(desk.report(30, Order.NEWEST, 50).lines())
                .extracting(Line::host, Line::sums, Line::last)
                .containsExactly(
                        tuple("api.example", new Sums(115, 1, 0, 11_101, 7), last(0)),
                        tuple("old.example", new Sums(1, 0, 0, 1, 0), last(29)));
    }

    @Test
    void what_was_refused_stands_apart_by_its_rule() {
        row(0, "crm", "api.example", "", new Sums(2, 0, 0, 5, 5));
        row(0, "crm", "api.example", "GATE_SHUT", new Sums(0, 0, 4, 0, 0));
        row(0, "crm", "api.example", "NOT_ENCRYPTED", new Sums(0, 0, 1, 0, 0));
        row(0, "crm", "api.example", "OF_A_LATER_RELEASE", new Sums(0, 0, 2, 0, 0));

        assertThat(desk.report(1, Order.REFUSED, 50).lines())
                .extracting(Line::refusedBy, line -> line.sums().refused())
                .containsExactly(
                        tuple(Optional.of(Rule.GATE_SHUT), 4L),
                        tuple(Optional.empty(), 2L),
                        tuple(Optional.of(Rule.NOT_ENCRYPTED), 1L),
                        tuple(Optional.empty(), 0L));
    }

    @Test
    void the_first_of_an_order_are_told_and_how_many_there_are() {
        row(2, "crm", "large.example", "", new Sums(1, 0, 0, 500, 500));
        row(1, "crm", "newer.example", "", new Sums(1, 0, 0, 10, 0));
        row(0, "crm", "failing.example", "", new Sums(0, 9, 0, 0, 0));

        assertThat(first(Order.LARGEST)).isEqualTo("large.example");
        assertThat(first(Order.NEWEST)).isEqualTo("failing.example");
        assertThat(first(Order.REFUSED)).isEqualTo("failing.example");
        EgressReport cut = desk.report(7, Order.NEWEST, 2);
        assertThat(cut.lines()).hasSize(2);
        assertThat(cut.all()).isEqualTo(3);
        assertThat(cut.total()).isEqualTo(new Sums(2, 9, 0, 510, 500));
    }

    @Test
    void more_than_is_kept_or_can_be_shown_is_not_asked_for() {
        assertThatThrownBy(() -> desk.report(91, Order.NEWEST, 50))
                .hasMessage("From 1 to 90 days are told of at once, not 91.");
        assertThatThrownBy(() -> desk.report(0, Order.NEWEST, 50))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> desk.report(7, Order.NEWEST, 1001))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void with_many_rows_of_other_days_only_those_that_are_asked_for_are_read() {
        behind.sql(
                        """
                        insert into backline.egress
                        select date '2031-06-15' - n % 90, 'crm', ?, n || '.example', 'test',
                            1, 0, 0, 10, 20, '', timestamptz '2031-06-15' - n * interval '1 s'
                        from generate_series(1, 200000) n
                        """)
                .param(new UUID(0, 0))
                .update();
        behind.sql("analyze backline.egress").update();

        String plan =
                String.join(
                        "\n",
                        behind.sql("explain " + EgressDesk.query(Order.LARGEST))
                                .params(TODAY, 50)
                                .query(String.class)
                                .list());

        assertThat(plan).contains("egress_pkey").doesNotContain("Seq Scan on egress");
        assertThat(desk.report(1, Order.LARGEST, 50).lines()).hasSize(50);
        assertThat(desk.report(EgressDesk.KEPT_DAYS, Order.NEWEST, 50).total())
                .isEqualTo(new Sums(200_000, 0, 0, 2_000_000, 4_000_000));
    }

    private Sums total(int days) {
        return desk.report(days, Order.NEWEST, 50).total();
    }

    private String first(Order order) {
        return desk.report(7, order, 1).lines().getFirst().host();
    }

    private static Instant last(int daysAgo) {
        return TODAY.minusDays(daysAgo).atTime(0, 10).toInstant(ZoneOffset.UTC);
    }

    private void row(int daysAgo, String caller, String host, String refused, Sums sums) {
        behind.sql(
                        """
                        insert into backline.egress (day, caller, workspace, host, purpose,
                            refused_for, last_at, calls, failures, refusals, bytes_out, bytes_in)
                        values (?, ?, ?, ?, 'test', ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        TODAY.minusDays(daysAgo),
                        caller,
                        UUID.randomUUID(),
                        host,
                        refused,
                        last(daysAgo).atOffset(ZoneOffset.UTC))
                .params(
                        sums.answered(),
                        sums.failed(),
                        sums.refused(),
                        sums.bytesOut(),
                        sums.bytesIn())
                .update();
    }
}
