package studio.backline.platform.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;
import studio.backline.platform.work.Bell;

/** Tells those who watch, on each node, that a job began, went on or ended. */
@Component
class JobNews {

    private static final String TOPIC = "job-news";

    private final List<Runnable> watching = new CopyOnWriteArrayList<>();
    private final Bell bell;

    JobNews(Bell bell) {
        this.bell = bell;
        bell.hear(TOPIC, () -> watching.forEach(Runnable::run));
    }

    void watch(Runnable told) {
        watching.add(told);
    }

    void tell() {
        bell.ring(TOPIC);
    }
}
