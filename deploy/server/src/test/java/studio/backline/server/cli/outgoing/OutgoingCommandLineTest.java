package studio.backline.server.cli.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.platform.outbound.EgressReport;
import studio.backline.platform.outbound.EgressReport.Line;
import studio.backline.platform.outbound.EgressReport.Sums;
import tools.jackson.databind.json.JsonMapper;

/** What {@code outgoing} says of what left the server. */
class OutgoingCommandLineTest {

    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    private static final EgressReport REPORT =
            new EgressReport(
                    LocalDate.of(2026, 11, 17),
                    new Sums(3, 1, 2, 4500, 12),
                    List.of(
                            new Line(
                                    "house.mail",
                                    "smtp.example.org",
                                    "outgoing-mail",
                                    Optional.empty(),
                                    new Sums(3, 1, 0, 4500, 12),
                                    AT),
                            new Line(
                                    "crm",
                                    "\u001b[2J\u202espy.example",
                                    "crm.more",
                                    Optional.of(Rule.HOST_NOT_DECLARED),
                                    new Sums(0, 0, 2, 0, 0),
                                    AT)),
                    7);

    @Test
    void each_line_says_who_called_whom_and_what_came_of_it() {
        assertThat(OutgoingCommandLine.inWords(REPORT).lines())
                .containsExactly(
                        "Since 2026-11-17: 3 answered, 1 failed, 2 refused, 4500 bytes out, 12 in",
                        "",
                        "house.mail  smtp.example.org  outgoing-mail",
                        "    3 answered, 1 failed, 0 refused, 4500 bytes out, 12 in; last"
                                + " 2026-11-23T10:00:00Z",
                        "",
                        "crm  ?[2J?spy.example  crm.more",
                        "    0 answered, 0 failed, 2 refused, 0 bytes out, 0 in,"
                                + " host_not_declared; last 2026-11-23T10:00:00Z",
                        "",
                        "2 of 7 lines.");
    }

    @Test
    void it_comes_over_the_wire_as_it_is() {
        JsonMapper json = JsonMapper.shared();

        assertThat(json.readValue(json.writeValueAsBytes(REPORT), EgressReport.class))
                .isEqualTo(REPORT);
    }

    @Test
    void days_that_are_not_kept_are_wrong_usage() {
        for (String days : List.of("0", "91", "many")) {
            assertThat(new CommandLine(new OutgoingCommandLine()).execute("--days", days))
                    .isEqualTo(2);
        }
    }
}
