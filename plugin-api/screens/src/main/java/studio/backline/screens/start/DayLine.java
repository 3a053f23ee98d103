package studio.backline.screens.start;

import java.util.List;

/**
 * A line of the start page.
 *
 * @param sentence what is, with its numbers, in the reader's language
 * @param steps what could be done next, the likeliest first; the host leaves out those that lead to
 *     a screen which the reader may not open
 */
public record DayLine(String sentence, List<Step> steps) {

    /** Copies the steps. */
    public DayLine {
        steps = List.copyOf(steps);
    }

    /**
     * A step.
     *
     * @param label what it does, as on a button
     * @param path the address of a screen, as in {@link Screen#path()} with its parameters filled
     *     in
     */
    public record Step(String label, String path) {}
}
