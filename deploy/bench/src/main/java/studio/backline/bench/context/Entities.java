package studio.backline.bench.context;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger through Hibernate, by a pool, with the settings that a plugin's own has. */
final class Entities implements AutoCloseable {

    private final LocalContainerEntityManagerFactoryBean factory =
            new LocalContainerEntityManagerFactoryBean();
    private final EntityManager entities;
    private final TransactionTemplate transaction;

    Entities(DataSource source) {
        factory.setPersistenceUnitName("ledger");
        factory.setManagedTypes(
                PersistenceManagedTypes.of(List.of(Song.class.getName()), List.of()));
        factory.setDataSource(source);
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(
                Map.of(
                        "hibernate.default_schema", Ledger.PLUGIN.schema(),
                        "hibernate.hbm2ddl.auto", "none",
                        "hibernate.boot.allow_jdbc_metadata_access", "false",
                        "jakarta.persistence.database-product-name", "PostgreSQL",
                        "jakarta.persistence.database-major-version", "18",
                        "hibernate.physical_naming_strategy",
                                PhysicalNamingStrategySnakeCaseImpl.class.getName()));
        factory.afterPropertiesSet();
        EntityManagerFactory made = Objects.requireNonNull(factory.getObject());
        entities = SharedEntityManagerCreator.createSharedEntityManager(made);
        JpaTransactionManager transactions = new JpaTransactionManager(made);
        transactions.setDataSource(source);
        transactions.setJpaDialect(new HibernateJpaDialect());
        transactions.afterPropertiesSet();
        transaction = new TransactionTemplate(transactions);
    }

    /** So often, in one transaction. */
    void times(int statements, Consumer<EntityManager> work) {
        transaction.executeWithoutResult(
                _ -> {
                    for (int i = 0; i < statements; i++) {
                        work.accept(entities);
                    }
                });
    }

    @Override
    public void close() {
        factory.destroy();
    }
}
