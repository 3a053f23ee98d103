package studio.backline.ui.firstrun;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.identity.FirstRun;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.ui.text.HouseLanguage;

/** What the wizard's pages need. */
@Configuration(proxyBeanMethods = false)
class FirstRunConfiguration {

    @Bean
    Opening opening(
            KeyStore keys, FirstRun firstRun, Workspaces workspaces, HouseLanguage language) {
        return new Opening(keys, firstRun, workspaces, language);
    }
}
