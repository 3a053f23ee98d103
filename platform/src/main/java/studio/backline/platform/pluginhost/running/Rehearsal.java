package studio.backline.platform.pluginhost.running;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.annotation.Transactional;
import studio.backline.contract.plugin.PluginId;

/**
 * Opens and closes a plugin of the host's own, with an entity, a repository and a service, without
 * any database. What Hibernate and Spring load and link at the first plugin, a second or more of a
 * studio's first evening, is there by then.
 */
public final class Rehearsal {

    private static final AtomicBoolean DONE = new AtomicBoolean();

    private Rehearsal() {}

    /**
     * Runs where no plugin has run yet, on the lifecycle's thread, as a plugin's start; once in a
     * Java machine, since it is the machine that has loaded the classes then.
     */
    public static void run() {
        if (DONE.getAndSet(true)) {
            return;
        }
        ClassLoader loader = Rehearsal.class.getClassLoader();
        PluginId id = new PluginId("rehearsal");
        try (PluginPersistence persistence =
                        new PluginPersistence(
                                id, loader, List.of(Line.class.getName()), new Nowhere());
                AnnotationConfigApplicationContext context =
                        PluginContexts.context(id, loader, null, persistence)) {
            context.register(Stage.class, Actor.class);
            context.refresh();
        }
    }

    /** What a plugin's configuration has. It is not called one: the host's scan would find it. */
    @EnableJpaRepositories(considerNestedRepositories = true)
    static class Stage {

        @Bean
        @Primary
        EntityManager entityManager(EntityManagerFactory entities) {
            return SharedEntityManagerCreator.createSharedEntityManager(entities);
        }
    }

    /** Proxied for its transactions, as a plugin's services are. */
    static class Actor {

        private final Lines lines;

        Actor(Lines lines) {
            this.lines = lines;
        }

        @Transactional(readOnly = true)
        Optional<Line> learn(UUID id) {
            return lines.learn(id);
        }
    }

    /** One query that is written out, one that its name tells. */
    interface Lines extends Repository<Line, UUID> {

        @Query("select l from Line l where l.id = :id")
        Optional<Line> learn(UUID id);

        List<Line> findByWordsOrderByWords(String words);

        Line saveAndFlush(Line line);
    }

    /** Never stored: there is no table of it. */
    @Entity(name = "Line")
    static class Line {

        @Id private @Nullable UUID id;
        private @Nullable String words;
    }

    /** Nobody has to ask a database for this. */
    private static final class Nowhere extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            throw new SQLFeatureNotSupportedException("A rehearsal asks no database.");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }
}
