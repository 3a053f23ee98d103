package studio.backline.platform.identity.profile;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ProfileConfiguration {

    @Bean
    Regions regions(DataSource database, PlatformTransactionManager manager) {
        return new Regions(JdbcClient.create(database), new TransactionTemplate(manager));
    }
}
