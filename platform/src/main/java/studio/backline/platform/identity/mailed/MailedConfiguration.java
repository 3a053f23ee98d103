package studio.backline.platform.identity.mailed;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.encryption.PasswordHash;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.PasswordPolicy;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.signin.Confirmation;
import studio.backline.platform.identity.throttle.Throttle;

@Configuration(proxyBeanMethods = false)
class MailedConfiguration {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    MailedConfiguration(
            DataSource database, PlatformTransactionManager manager, ObjectProvider<Clock> clock) {
        this.jdbc = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(manager);
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    @Bean(destroyMethod = "close")
    AfterTheAnswer afterTheAnswer() {
        return new AfterTheAnswer();
    }

    @Bean
    AddressClaims addressClaims(
            Accounts accounts,
            Sessions sessions,
            Confirmation confirmation,
            Throttle throttle,
            Audit audit,
            ApplicationEventPublisher events) {
        return new AddressClaims(
                new AddressClaimRows(jdbc),
                transactions,
                clock,
                accounts,
                sessions,
                new AddressClaims.Gate(confirmation, throttle, audit, events::publishEvent));
    }

    @Bean
    PasswordReset passwordReset(
            Throttle throttle,
            Audit audit,
            Accounts accounts,
            Sessions sessions,
            PasswordPolicy policy,
            PasswordHash hash,
            AfterTheAnswer later) {
        return new PasswordReset(
                jdbc,
                transactions,
                clock,
                new PasswordReset.Gate(throttle, audit),
                new PasswordReset.Passwords(accounts, sessions, policy, hash),
                later);
    }
}
