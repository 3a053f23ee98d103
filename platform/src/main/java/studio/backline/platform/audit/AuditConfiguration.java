package studio.backline.platform.audit;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.platform.database.ContextSource;
import studio.backline.platform.encryption.FieldEncryption;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    SealedWords auditWords(FieldEncryption encryption) {
        return new SealedWords(encryption);
    }

    @Bean
    Audit audit(
            DataSource database,
            PlatformTransactionManager manager,
            SealedWords words,
            ContextSource callers) {
        return new Audit(
                JdbcClient.create(database), new TransactionTemplate(manager), words, callers);
    }

    @Bean
    AuditLog auditLog(
            DataSource database,
            PlatformTransactionManager manager,
            SealedWords words,
            ContextSource callers) {
        return new AuditLog(
                JdbcClient.create(database), new TransactionTemplate(manager), words, callers);
    }

    @Bean
    KeyAudit keyAudit(Audit audit) {
        return new KeyAudit(audit);
    }
}
