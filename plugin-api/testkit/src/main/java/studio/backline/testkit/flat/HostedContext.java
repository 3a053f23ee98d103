package studio.backline.testkit.flat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.data.AbstractRepositoryConfigurationSourceSupport;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.jpa.repository.config.JpaRepositoryConfigExtension;
import org.springframework.data.repository.config.RepositoryConfigurationExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The plugin's Spring context as the host makes it, on the test's class path. */
final class HostedContext {

    /** No connection may be used before a transaction has sent its context. */
    private static final Map<String, Object> HIBERNATE =
            Map.of(
                    "jakarta.persistence.database-product-name", "PostgreSQL",
                    "jakarta.persistence.database-major-version", "18",
                    "hibernate.boot.allow_jdbc_metadata_access", "false",
                    "hibernate.hbm2ddl.auto", "none",
                    "hibernate.jdbc.time_zone", "UTC");

    private HostedContext() {}

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @Import(Repositories.class)
    static class Foundation {}

    /** Finds the plugin's repositories below its root package. */
    static final class Repositories extends AbstractRepositoryConfigurationSourceSupport {

        @Override
        protected Class<EnableJpaRepositories> getAnnotation() {
            return EnableJpaRepositories.class;
        }

        @Override
        protected Class<?> getConfiguration() {
            return Enabled.class;
        }

        @Override
        protected RepositoryConfigurationExtension getRepositoryConfigurationExtension() {
            return new JpaRepositoryConfigExtension();
        }

        @EnableJpaRepositories
        private static final class Enabled {}
    }

    /** A context without the plugin's own classes yet, and not refreshed. */
    static AnnotationConfigApplicationContext of(String root, DataSource pool) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        BeanDefinitionRegistry registry = context.getDefaultListableBeanFactory();
        AutoConfigurationPackages.register(registry, root);
        EntityManagerFactory entities = entities(root, pool);
        JpaTransactionManager transactions = new JpaTransactionManager(entities);
        transactions.setDataSource(pool);
        context.registerBean(DataSource.class, () -> pool);
        context.registerBean("entityManagerFactory", EntityManagerFactory.class, () -> entities);
        context.registerBean(
                EntityManager.class,
                () -> SharedEntityManagerCreator.createSharedEntityManager(entities),
                definition -> definition.setPrimary(true));
        context.registerBean(
                "transactionManager", PlatformTransactionManager.class, () -> transactions);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(pool));
        context.register(Foundation.class);
        return context;
    }

    static void add(AnnotationConfigApplicationContext context, List<Class<?>> configurations) {
        context.register(configurations.toArray(Class<?>[]::new));
        context.refresh();
    }

    private static EntityManagerFactory entities(String root, DataSource pool) {
        LocalContainerEntityManagerFactoryBean factory =
                new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(pool);
        factory.setPackagesToScan(root);
        factory.setPersistenceUnitName(root);
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(HIBERNATE);
        factory.afterPropertiesSet();
        EntityManagerFactory entities = factory.getObject();
        if (entities == null) {
            throw new IllegalStateException("No EntityManagerFactory for " + root);
        }
        return entities;
    }
}
