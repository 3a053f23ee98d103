package studio.backline.platform.identity;

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
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.PasswordHash;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.identity.throttle.Throttle;
import studio.backline.platform.settings.InstanceSettings;
import studio.backline.platform.tenancy.WorkspaceActs;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.platform.work.Bell;

@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    IdentityConfiguration(
            DataSource database, PlatformTransactionManager manager, ObjectProvider<Clock> clock) {
        this.jdbc = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(manager);
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    @Bean
    PasswordPolicy passwordPolicy() {
        return new PasswordPolicy();
    }

    @Bean
    Throttle throttle(KeyStore keys) {
        return new Throttle(jdbc, transactions, clock, keys);
    }

    @Bean
    FirstRun.Gate gate(Throttle throttle, Audit audit, ApplicationEventPublisher events) {
        return new FirstRun.Gate(throttle, audit, events::publishEvent);
    }

    @Bean
    Accounts accounts(PasswordHash hash, PasswordPolicy policy, FirstRun.Gate gate) {
        return new Accounts(jdbc, transactions, clock, hash, policy, gate);
    }

    @Bean
    Sessions sessions(Bell bell) {
        return new Sessions(jdbc, transactions, clock, bell);
    }

    @Bean
    Operators operators(Audit audit) {
        return new Operators(jdbc, transactions, audit);
    }

    @Bean
    Foundation foundation(
            Workspaces workspaces,
            WorkspaceKeys keys,
            InstanceSettings settings,
            Operators operators,
            Audit audit) {
        return new Foundation(workspaces, keys, settings, operators, transactions, audit);
    }

    @Bean
    FirstRun firstRun(
            Accounts accounts,
            Foundation foundation,
            Registration registration,
            FirstRun.Gate gate) {
        FirstRun.House house = new FirstRun.House(foundation, registration);
        return new FirstRun(jdbc, transactions, clock, accounts, house, gate);
    }

    @Bean
    Registration registration(
            InstanceSettings settings,
            Accounts accounts,
            Foundation foundation,
            Operators operators,
            FirstRun.Gate gate) {
        return new Registration(settings, accounts, foundation, operators, transactions, gate);
    }

    @Bean
    Invitations invitations(
            Accounts accounts,
            Workspaces workspaces,
            Registration registration,
            WorkspaceActs acts) {
        return new Invitations(jdbc, clock, accounts, workspaces, registration, acts);
    }
}
