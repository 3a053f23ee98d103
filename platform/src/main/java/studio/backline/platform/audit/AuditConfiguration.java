package studio.backline.platform.audit;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    Audit audit(DataSource database, PlatformTransactionManager manager) {
        return new Audit(JdbcClient.create(database), new TransactionTemplate(manager));
    }

    @Bean
    KeyAudit keyAudit(Audit audit) {
        return new KeyAudit(audit);
    }
}
