package studio.backline.platform.work;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where a {@link WorkLoop} finds what is to be done. */
public interface WorkSource {

    /** Before the first look: takes back what this node held when it was killed. */
    void recover();

    /**
     * Claims work, without waiting for any. Asked on the loop's thread alone, as is {@link
     * #untilNext()}.
     *
     * @param most pieces to give at most, 1 or more
     * @return empty when nothing is due
     */
    List<WorkPiece> claim(int most);

    /** How long until something may be due that waits now; empty when nothing does. */
    Optional<Duration> untilNext();

    /**
     * Takes out some of what ended long ago, in a short transaction. Asked once an hour, and then
     * again and again until nothing is left to look at.
     *
     * @param since where the step before got to
     * @return where this one got to; empty at the end
     */
    Optional<Instant> prune(Instant since);

    /** After the last look: has what is being done come to an end. */
    void withdraw();
}
