package studio.backline.ui.work;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.events.EventRuntime;
import studio.backline.platform.jobs.JobRuntime;
import studio.backline.platform.work.HeldThreads;
import studio.backline.screens.Screen;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.settings.FurtherWorkspaces;

/** Contributes the screen of work; settings lead to it. */
@Configuration(proxyBeanMethods = false)
class WorkConfiguration {

    @Bean
    Screen workScreen() {
        return Screen.at("settings/work", WorkView.class, HousePermissions.WORK);
    }

    @Bean
    HouseWork houseWork(
            JobRuntime jobs,
            EventRuntime events,
            HeldThreads held,
            HousePermissions permissions,
            FurtherWorkspaces further) {
        return new HouseWork(jobs, events, held, permissions, further);
    }
}
