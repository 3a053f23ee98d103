package studio.backline.bench;

import java.util.Arrays;

/** Measures two ways of doing one thing in turns: what disturbs one disturbs the other. */
public final class Rounds {

    private Rounds() {}

    /** One round: a rate or a time. */
    @FunctionalInterface
    public interface Round {
        /** Does it and says how quick it was. */
        double measure() throws Exception;
    }

    /**
     * What came out of it.
     *
     * @param ours median of our rounds
     * @param limit median of the limit's rounds
     * @param ratio median of the ratios, each of two rounds that were neighbours
     */
    public record Pair(double ours, double limit, double ratio) {}

    /**
     * Runs both in turns, each first in every other round.
     *
     * @param warmUp rounds of each that do not count
     * @param rounds rounds of each that do
     */
    public static Pair alternate(int warmUp, int rounds, Round ours, Round limit) throws Exception {
        for (int i = 0; i < warmUp; i++) {
            ours.measure();
            limit.measure();
        }
        double[] our = new double[rounds];
        double[] their = new double[rounds];
        double[] ratio = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            boolean first = i % 2 == 0;
            if (first) {
                our[i] = ours.measure();
            }
            their[i] = limit.measure();
            if (!first) {
                our[i] = ours.measure();
            }
            ratio[i] = our[i] / their[i];
        }
        return new Pair(median(our), median(their), median(ratio));
    }

    /** The value in the middle. */
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
