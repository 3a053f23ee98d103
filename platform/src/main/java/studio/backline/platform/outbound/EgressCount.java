package studio.backline.platform.outbound;

import java.util.concurrent.atomic.LongAdder;
import studio.backline.platform.outbound.wire.Traffic;

/** What went out and came in since the last entry into the ledger, of one kind of attempt. */
final class EgressCount implements Traffic {

    private final LongAdder calls = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();

    void answered() {
        calls.increment();
    }

    void refused() {
        refusals.increment();
    }

    void failed() {
        failures.increment();
    }

    @Override
    public void sent(long bytes) {
        bytesOut.add(bytes);
    }

    @Override
    public void received(long bytes) {
        bytesIn.add(bytes);
    }

    /** Takes what was counted; what comes meanwhile is kept for the next time. */
    Sums take() {
        return new Sums(
                calls.sumThenReset(),
                refusals.sumThenReset(),
                failures.sumThenReset(),
                bytesOut.sumThenReset(),
                bytesIn.sumThenReset());
    }

    /** Gives back what could not be entered. */
    void giveBack(Sums sums) {
        calls.add(sums.calls());
        refusals.add(sums.refusals());
        failures.add(sums.failures());
        bytesOut.add(sums.bytesOut());
        bytesIn.add(sums.bytesIn());
    }

    record Sums(long calls, long refusals, long failures, long bytesOut, long bytesIn) {

        boolean none() {
            return calls + refusals + failures + bytesOut + bytesIn == 0;
        }
    }
}
