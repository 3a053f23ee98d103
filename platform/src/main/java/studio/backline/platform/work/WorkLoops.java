package studio.backline.platform.work;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes the loops of this server. */
@Component
public class WorkLoops {

    private final Bell bell;
    private final HeldThreads held;
    private final Pace pace;

    WorkLoops(Bell bell, HeldThreads held, ObjectProvider<Pace> pace) {
        this.bell = bell;
        this.held = held;
        this.pace = pace.getIfAvailable(() -> Pace.USUAL);
    }

    /**
     * A loop that does not run yet.
     *
     * @param topic what is rung for it, and the name of its threads
     * @param places how many pieces are done at the same time
     */
    public WorkLoop of(String topic, int places, WorkSource source) {
        WorkLoop loop = new WorkLoop(topic, places, source, held, pace);
        bell.hear(topic, loop::wake);
        return loop;
    }
}
