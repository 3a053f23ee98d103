package studio.backline.platform.jobs;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.work.WorkLoop;
import studio.backline.platform.work.WorkLoops;

/** The loop that does jobs. */
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {

    /** More than {@link HandlerDesk#MOST_OF_ONE}, so that no plugin has all. */
    private static final int PLACES = 3;

    @Bean
    WorkLoop jobLoop(WorkLoops loops, JobWorker worker) {
        return loops.of(JobWorker.TOPIC, PLACES, worker);
    }
}
