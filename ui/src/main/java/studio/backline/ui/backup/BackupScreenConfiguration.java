package studio.backline.ui.backup;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.backup.BackupDesk;
import studio.backline.platform.backup.BackupErrands;
import studio.backline.platform.identity.Operators;
import studio.backline.screens.Screen;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.caller.SignedIn;

/** Contributes the screen of backups; settings lead to it. */
@Configuration(proxyBeanMethods = false)
class BackupScreenConfiguration {

    @Bean
    Screen backupScreen() {
        return Screen.at("settings/backup", BackupView.class, HousePermissions.OPERATE);
    }

    @Bean
    BackupRoom backupRoom(
            BackupDesk desk, BackupErrands errands, SignedIn signedIn, Operators operators) {
        return new BackupRoom(desk, errands, signedIn, operators);
    }
}
