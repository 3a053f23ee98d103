package studio.backline.platform.work;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where a {@link WorkLoop} finds what is to be done. Asked on the loop's thread alone. */
public interface WorkSource {

    /**
     * Claims work, without waiting for any.
     *
     * @param most pieces to give at most, 1 or more
     * @return what does a piece each, not throwing; empty when nothing is due
     */
    List<Runnable> claim(int most);

    /** How long until something may be due that waits now; empty when nothing does. */
    Optional<Duration> untilNext();
}
