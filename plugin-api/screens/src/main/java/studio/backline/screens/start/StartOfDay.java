package studio.backline.screens.start;

import java.util.List;

/**
 * What a plugin has to say on the start page: a bean of this type in the plugin's context. Asked
 * each time somebody opens that page, on a thread of its own, as that person and outside of any
 * transaction; there is no current {@code UI} on it. The page waits five seconds for the answers of
 * all plugins. Then the thread is interrupted, the page says that the plugin did not answer, and it
 * is not asked again before that thread comes to an end.
 */
@FunctionalInterface
public interface StartOfDay {

    /**
     * What is true now and what could be done about it, the most pressing first; empty when there
     * is nothing, or nothing that this person may know. Whatever it throws is logged, and the page
     * says that the plugin did not answer.
     */
    List<DayLine> lines();
}
