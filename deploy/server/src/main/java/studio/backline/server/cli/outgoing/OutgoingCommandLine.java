package studio.backline.server.cli.outgoing;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import studio.backline.platform.outbound.EgressDesk;
import studio.backline.platform.outbound.EgressReport;
import studio.backline.platform.outbound.EgressReport.Line;
import studio.backline.platform.outbound.EgressReport.Sums;
import studio.backline.server.cli.CommonOptions;
import studio.backline.server.cli.Refused;
import studio.backline.server.management.OutgoingRequest;

/** {@code backline outgoing}: what left the server. */
@Command(
        name = "outgoing",
        description = {
            "Says whom the running server and its plugins called, what for, and how much left.",
            "Sums alone are kept, of days in UTC, and for "
                    + EgressDesk.KEPT_DAYS
                    + " days; the last call comes first, in "
                    + EgressDesk.MOST
                    + " lines at most."
        },
        mixinStandardHelpOptions = true)
public final class OutgoingCommandLine implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Mixin private CommonOptions options = new CommonOptions();

    @Option(
            names = "--days",
            paramLabel = "N",
            description =
                    "So many days, with the one that is on, from 1 to "
                            + EgressDesk.KEPT_DAYS
                            + ". Default: ${DEFAULT-VALUE}.")
    private int days = 7;

    @Override
    public Integer call() {
        if (days < 1 || days > EgressDesk.KEPT_DAYS) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--days is a number from 1 to %d.".formatted(EgressDesk.KEPT_DAYS));
        }
        return options.run(this::tell);
    }

    private int tell() throws Refused, IOException {
        EgressReport report =
                options.requireServer()
                        .send("outgoing", new OutgoingRequest(days), EgressReport.class);
        return options.answer(report, inWords(report));
    }

    static String inWords(EgressReport report) {
        StringBuilder words =
                new StringBuilder("Since %s: %s%n".formatted(report.since(), sums(report.total())));
        for (Line line : report.lines()) {
            words.append(
                    "%n%s  %s  %s%n    %s%s; last %s%n"
                            .formatted(
                                    plain(line.caller()),
                                    plain(line.host()),
                                    plain(line.purpose()),
                                    sums(line.sums()),
                                    line.refusedBy()
                                            .map(
                                                    rule ->
                                                            ", "
                                                                    + rule.name()
                                                                            .toLowerCase(
                                                                                    Locale.ROOT))
                                            .orElse(""),
                                    line.last()));
        }
        if (report.all() > report.lines().size()) {
            words.append("%n%d of %d lines.%n".formatted(report.lines().size(), report.all()));
        }
        return words.toString().stripTrailing();
    }

    private static String sums(Sums sums) {
        return "%d answered, %d failed, %d refused, %d bytes out, %d in"
                .formatted(
                        sums.answered(),
                        sums.failed(),
                        sums.refused(),
                        sums.bytesOut(),
                        sums.bytesIn());
    }

    /** Nothing that a terminal would take for an order. */
    private static String plain(String text) {
        return text.replaceAll("\\p{C}", "?");
    }
}
