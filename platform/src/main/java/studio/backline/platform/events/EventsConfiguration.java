package studio.backline.platform.events;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.work.WorkLoop;
import studio.backline.platform.work.WorkLoops;

/** The loop that brings events. A plugin has one place of it. */
@Configuration(proxyBeanMethods = false)
class EventsConfiguration {

    private static final int PLUGINS_AT_ONCE = 4;

    @Bean
    WorkLoop eventLoop(WorkLoops loops, EventWorker worker) {
        return loops.of(EventWorker.TOPIC, PLUGINS_AT_ONCE, worker);
    }
}
