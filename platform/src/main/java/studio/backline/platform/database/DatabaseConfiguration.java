package studio.backline.platform.database;

import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import studio.backline.platform.database.context.ContextDataSource;
import studio.backline.platform.database.dump.BeforeMigration;
import studio.backline.platform.database.dump.KeySecrets;
import studio.backline.platform.database.pool.PoolUses;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.database.server.DatabaseServer;
import studio.backline.platform.database.server.TransactionWatch;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.WorkspaceKeys;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

    @Bean
    Secrets databaseSecrets(KeyStore keys, WorkspaceKeys workspaceKeys) {
        return new KeySecrets(keys, workspaceKeys);
    }

    @Bean
    DatabaseServer databaseServer(
            DatabaseProperties properties,
            @Value("${backline.data:./data}") Path data,
            Secrets secrets,
            ContextSource source,
            ObjectProvider<BeforeMigration> asked) {
        BeforeMigration before = asked.getIfAvailable(() -> BeforeMigration.NOTHING);
        String url = properties.url();
        if (url == null || url.isBlank()) {
            return DatabaseServer.embedded(data, secrets, source, before);
        }
        String username = properties.username();
        Path passwordFile = properties.passwordFile();
        if (username == null || passwordFile == null) {
            throw new DatabaseFailureException(
                    "backline.database.url is set, but not who signs in there.",
                    "Set backline.database.username and backline.database.password-file, too.",
                    null);
        }
        String password = DatabaseServer.passwordIn(passwordFile);
        DatabaseAddress address = new DatabaseAddress(url, username, password);
        return DatabaseServer.external(address, secrets, source, before);
    }

    @Bean
    Database database(DatabaseServer server) {
        return server.database();
    }

    @Bean
    TransactionWatch transactionWatch(Database database, DatabaseProperties properties) {
        return new TransactionWatch(
                database, Duration.ofMinutes(properties.longestTransactionMinutes()));
    }

    @Bean
    @Primary
    ContextDataSource dataSource(DatabaseServer server) {
        return server.openPlatformPool();
    }

    @Bean
    @Primary
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    PoolUses poolUses(DatabaseServer server) {
        return server.poolUses();
    }

    @Bean
    PluginSchemas pluginSchemas(DatabaseServer server, DatabaseProperties properties) {
        return server.pluginSchemas(Duration.ofSeconds(properties.longestMigrationSeconds()));
    }
}
