package studio.backline.bench.people;

import java.util.Arrays;
import studio.backline.bench.Rounds;

/**
 * One question, asked in turns of the product and of bare SQL; milliseconds.
 *
 * @param ours median
 * @param bare median
 * @param ratio median of the ratios of neighbours
 * @param slow of a hundred of ours one is slower
 */
record Turns(String what, double ours, double bare, double ratio, double slow) {

    private static final int WARM_UP = 10;

    /** Asks, and says how many rows came. */
    @FunctionalInterface
    interface Question {
        int ask() throws Exception;
    }

    static Turns take(String what, int rounds, Question ours, Question bare) throws Exception {
        double[] times = new double[rounds];
        Question timed = () -> ours.ask();
        Rounds.Pair pair =
                Rounds.alternate(
                        WARM_UP,
                        rounds,
                        new Rounds.Round() {
                            private int turn;

                            @Override
                            public double measure() throws Exception {
                                double millis = millis(timed);
                                if (turn >= WARM_UP) {
                                    times[turn - WARM_UP] = millis;
                                }
                                turn++;
                                return millis;
                            }
                        },
                        () -> millis(bare));
        int our = ours.ask();
        int their = bare.ask();
        if (our != their) {
            throw new IllegalStateException(
                    "%s: the product gives %d rows, the SQL %d.".formatted(what, our, their));
        }
        Arrays.sort(times);
        return new Turns(what, pair.ours(), pair.limit(), pair.ratio(), times[rounds * 99 / 100]);
    }

    private static double millis(Question question) throws Exception {
        long start = System.nanoTime();
        question.ask();
        return (System.nanoTime() - start) / 1e6;
    }

    /** One line for the console and the notes. */
    String line() {
        return String.format(
                java.util.Locale.ROOT,
                "%s: %.1f ms, 1 in 100 over %.1f ms; SQL %.1f ms; ratio %.2f",
                what,
                ours,
                slow,
                bare,
                ratio);
    }
}
