package studio.backline.platform.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** Tells those who watch that a job began, went on or ended. */
@Component
class JobNews {

    private final List<Runnable> watching = new CopyOnWriteArrayList<>();

    void watch(Runnable told) {
        watching.add(told);
    }

    void tell() {
        watching.forEach(Runnable::run);
    }
}
