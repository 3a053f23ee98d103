package studio.backline.platform.checkpoints;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.signing.NoteKey;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.mail.Mail;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.platform.work.Sending;

@Configuration(proxyBeanMethods = false)
class CheckpointsConfiguration {

    private static final String SEED = "audit-checkpoints";
    private static final int SEED_BYTES = 32;

    @Bean
    CheckpointTable checkpointTable(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new CheckpointTable(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    Checkpoints checkpoints(
            CheckpointTable table,
            Audit audit,
            CurrentCaller caller,
            KeyStore keys,
            ObjectProvider<Clock> clock) {
        String house = keys.fingerprint();
        NoteKey key = new NoteKey("backline/" + house, keys.secret(SEED, SEED_BYTES));
        return new Checkpoints(table, audit, caller, key, house, clock(clock));
    }

    @Bean
    CheckpointPost checkpointPost(
            Mail mail, Workspaces workspaces, Accounts accounts, Operators operators) {
        return new CheckpointPost(mail, workspaces, accounts, operators);
    }

    @Bean
    CheckpointKeeper checkpointKeeper(
            Checkpoints checkpoints,
            CheckpointTable table,
            WorkspaceScope scope,
            CheckpointPost post,
            Sending sending,
            ObjectProvider<Clock> clock) {
        return new CheckpointKeeper(checkpoints, table, scope, post, sending, clock(clock));
    }

    @Bean
    ChainSurvey chainSurvey(Checkpoints checkpoints, CheckpointTable table, WorkspaceScope scope) {
        return new ChainSurvey(checkpoints, table, scope);
    }

    @Bean
    ChainExamination chainExamination(CheckpointTable table, ObjectProvider<Clock> clock) {
        return new ChainExamination(table, clock(clock));
    }

    private static Clock clock(ObjectProvider<Clock> clock) {
        return clock.getIfAvailable(Clock::systemUTC);
    }
}
