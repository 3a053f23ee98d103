package studio.backline.platform.encryption;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EncryptionProperties.class)
class EncryptionConfiguration {

    @Bean
    KeyStore keyStore(
            EncryptionProperties properties, @Value("${backline.data:./data}") Path data) {
        return KeyStore.open(properties.rootKey(), data);
    }

    @Bean
    WorkspaceKeys workspaceKeys(KeyStore store, ApplicationEventPublisher events) {
        return new WorkspaceKeys(store, events::publishEvent);
    }

    @Bean
    AccountSecrets accountSecrets(KeyStore store, ApplicationEventPublisher events) {
        return new AccountSecrets(store, events::publishEvent);
    }

    @Bean
    KeyRotation keyRotation(
            KeyStore store,
            WorkspaceKeys workspaces,
            AccountSecrets accounts,
            ObjectProvider<Clock> clock) {
        return new KeyRotation(store, workspaces, accounts, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    FieldEncryption fieldEncryption(WorkspaceKeys keys) {
        return new FieldEncryption(keys);
    }

    @Bean
    BlindIndex blindIndex(WorkspaceKeys keys) {
        return new BlindIndex(keys);
    }

    @Bean
    FileEncryption fileEncryption(WorkspaceKeys keys) {
        return new FileEncryption(keys);
    }

    @Bean
    PasswordHash passwordHash(KeyStore store, EncryptionProperties properties) {
        EncryptionProperties.Password password = properties.password();
        return new PasswordHash(store, password.cost(), Math.max(1, password.atOnce()));
    }
}
