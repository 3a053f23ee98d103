package studio.backline.platform.settings;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

    @Bean
    InstanceSettings instanceSettings(DataSource database, PlatformTransactionManager manager) {
        return new InstanceSettings(JdbcClient.create(database), new TransactionTemplate(manager));
    }
}
