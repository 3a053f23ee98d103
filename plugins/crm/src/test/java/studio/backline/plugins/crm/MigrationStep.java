package studio.backline.plugins.crm;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import java.util.Objects;
import org.hibernate.Session;

/** A step of the migration, run again on what a test has put there. */
public final class MigrationStep {

    private MigrationStep() {}

    /** The SQL of a step. */
    public static String sql(String name) {
        String file = "/db/migration/" + name + ".sql";
        try (InputStream in = MigrationStep.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs SQL of several statements, in the current transaction. */
    public static void run(EntityManager entities, String sql) {
        entities.unwrap(Session.class)
                .doWork(
                        connection -> {
                            try (Statement statement = connection.createStatement()) {
                                statement.execute(sql);
                            }
                        });
    }
}
