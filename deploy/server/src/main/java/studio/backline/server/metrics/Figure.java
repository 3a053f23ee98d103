package studio.backline.server.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** One gauge as it is now. */
final class Figure {

    private final GaugeSnapshot.Builder gauge = GaugeSnapshot.builder();

    Figure(String name, String help) {
        gauge.name(name).help(help);
    }

    /**
     * A value.
     *
     * @param labels names and values, one after the other
     */
    Figure is(double value, String... labels) {
        gauge.dataPoint(
                GaugeDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build());
        return this;
    }

    GaugeSnapshot snapshot() {
        return gauge.build();
    }
}
