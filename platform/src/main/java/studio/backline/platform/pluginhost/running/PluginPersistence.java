package studio.backline.platform.pluginhost.running;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.internal.SessionFactoryRegistry;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import studio.backline.contract.plugin.PluginId;

/** A plugin's own EntityManagerFactory over its own entities, schema and pool. */
final class PluginPersistence implements AutoCloseable {

    private final LocalContainerEntityManagerFactoryBean factory;
    private final EntityManagerFactory entities;
    private final DrainingTransactions transactions;

    PluginPersistence(
            PluginId plugin, ClassLoader loader, List<String> persistent, DataSource dataSource) {
        factory = new LocalContainerEntityManagerFactoryBean();
        factory.setPersistenceUnitName("plugin " + plugin);
        factory.setBeanClassLoader(loader);
        factory.setResourceLoader(new DefaultResourceLoader(loader));
        factory.setManagedTypes(PersistenceManagedTypes.of(persistent, List.of()));
        factory.setDataSource(dataSource);
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        // Classes of the plugin must not be kept by a validator of the host.
        factory.setValidationMode(ValidationMode.NONE);
        factory.setSharedCacheMode(SharedCacheMode.NONE);
        factory.setJpaPropertyMap(properties(plugin));
        factory.afterPropertiesSet();
        entities = Objects.requireNonNull(factory.getObject());
        withdraw(entities, "plugin " + plugin);
        transactions = new DrainingTransactions(plugin, entities);
        transactions.setDataSource(dataSource);
        transactions.setJpaDialect(new HibernateJpaDialect());
        transactions.afterPropertiesSet();
    }

    EntityManagerFactory entities() {
        return entities;
    }

    DrainingTransactions transactions() {
        return transactions;
    }

    @Override
    public void close() {
        factory.destroy();
    }

    /** From Hibernate's list by name, where another plugin would find it and read with it. */
    @SuppressWarnings("NullAway") // There is no JNDI.
    private static void withdraw(EntityManagerFactory entities, String name) {
        String id = entities.unwrap(SessionFactoryImplementor.class).getUuid();
        SessionFactoryRegistry.INSTANCE.removeSessionFactory(id, name, null, null);
    }

    private static Map<String, Object> properties(PluginId plugin) {
        return Map.of(
                "hibernate.default_schema", plugin.schema(),
                "hibernate.hbm2ddl.auto", "none",
                // Asking the database at start would be a statement outside any transaction.
                "hibernate.boot.allow_jdbc_metadata_access", "false",
                "jakarta.persistence.database-product-name", "PostgreSQL",
                "jakarta.persistence.database-major-version", "18",
                "hibernate.physical_naming_strategy",
                        PhysicalNamingStrategySnakeCaseImpl.class.getName(),
                "hibernate.jdbc.batch_size", "100",
                "hibernate.order_inserts", "true",
                "hibernate.order_updates", "true",
                "hibernate.query.plan_cache_max_size", "256");
    }
}
