package studio.backline.platform.resealing;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.platform.encryption.AccountSecrets;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.KeyRotation;
import studio.backline.platform.encryption.SealedElsewhere;
import studio.backline.platform.files.FileReseal;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.platform.work.NodeCaches;

@Configuration(proxyBeanMethods = false)
class ResealingConfiguration {

    @Bean
    Resealing.Seals sealsToRotate(
            FieldEncryption fields,
            AccountSecrets accounts,
            KeyRotation rotation,
            ObjectProvider<SealedElsewhere> elsewhere,
            FileReseal files) {
        return new Resealing.Seals(
                fields, accounts, rotation, elsewhere.orderedStream().toList(), files);
    }

    @Bean
    Resealing resealing(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            WorkspaceScope scope,
            Resealing.Seals seals,
            ObjectProvider<Clock> clock) {
        return new Resealing(
                jdbc,
                new TransactionTemplate(transactions),
                scope,
                seals,
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    ResealLoop resealLoop(Resealing resealing, NodeCaches caches) {
        ResealLoop loop = new ResealLoop(resealing);
        caches.onKeys(loop::wake);
        return loop;
    }
}
