package studio.backline.platform.checkpoints;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import studio.backline.platform.health.Examination;
import studio.backline.platform.health.Finding;

/** Tells what the last walks along the audit chains found. */
record ChainExamination(CheckpointTable table, Clock clock) implements Examination {

    private static final Duration OLD = Duration.ofDays(3);

    @Override
    public String words() {
        return "studio.backline.platform.checkpoints.findings";
    }

    @Override
    public List<Finding> examine() {
        CheckpointTable.All all = table.all();
        String chains = String.valueOf(all.chains());
        if (all.broken() > 0) {
            return List.of(Finding.bad("audit.broken", String.valueOf(all.broken()), chains));
        }
        Instant lately = clock.instant().minus(OLD);
        return all.oldest().filter(at -> at.isAfter(lately)).isPresent()
                ? List.of(Finding.good("audit.whole", chains))
                : List.of(Finding.hint("audit.unchecked"));
    }
}
