package studio.backline.platform.tenancy;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.database.ContextSource;

@Configuration(proxyBeanMethods = false)
class TenancyConfiguration {

    @Bean
    WorkspaceScope workspaceScope() {
        return new WorkspaceScope();
    }

    @Bean
    CurrentCaller currentCaller(WorkspaceScope scope, ObjectProvider<CallerSource> sources) {
        return new ScopedCaller(scope, () -> sources.orderedStream().toList());
    }

    @Bean
    ContextSource contextSource(CurrentCaller caller) {
        return caller::find;
    }

    @Bean
    WorkspaceActs workspaceActs(
            PlatformTransactionManager transactions, WorkspaceScope scope, Audit audit) {
        return new WorkspaceActs(new TransactionTemplate(transactions), scope, audit);
    }

    @Bean
    Workspaces workspaces(
            JdbcClient jdbc,
            WorkspaceActs acts,
            ApplicationEventPublisher events,
            ObjectProvider<Clock> clock) {
        Clock now = clock.getIfAvailable(Clock::systemUTC);
        return new StoredWorkspaces(jdbc, now, acts, events::publishEvent);
    }
}
