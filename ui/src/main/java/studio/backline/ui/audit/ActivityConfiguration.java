package studio.backline.ui.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.audit.AuditLog;
import studio.backline.platform.checkpoints.Checkpoints;
import studio.backline.platform.identity.Accounts;
import studio.backline.screens.Screen;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.screen.JobNames;

/** Contributes the screens of who did what; settings lead to them. */
@Configuration(proxyBeanMethods = false)
class ActivityConfiguration {

    @Bean
    Screen activityScreen() {
        return Screen.at("settings/activity", ActivityView.class, HousePermissions.ACTIVITY);
    }

    @Bean
    Screen houseActivityScreen() {
        return Screen.at(
                "settings/house-activity", HouseActivityView.class, HousePermissions.OPERATE);
    }

    @Bean
    ActivityRoom activityRoom(
            AuditLog log,
            Checkpoints checkpoints,
            Accounts accounts,
            JobNames names,
            HousePermissions permissions) {
        return new ActivityRoom(log, checkpoints, accounts, names, permissions);
    }
}
