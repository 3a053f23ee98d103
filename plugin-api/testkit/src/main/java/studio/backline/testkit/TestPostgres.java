package studio.backline.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL of a test run: the one of Testcontainers where a Docker engine answers, the
 * embedded one where none does; the same tests run on either. One server per JVM, started when
 * first asked for and stopped with the JVM, its databases in the builtin C.UTF-8. Which one it is,
 * and why, is logged. The system property {@value #CHOICE} with {@code embedded} or {@code docker}
 * forces one. Durability is off: a test's data need not survive.
 *
 * <p>Any thread may call; each test that changes data makes a database of its own.
 */
public final class TestPostgres {

    /** The system property that forces a choice. */
    public static final String CHOICE = "backline.test.postgres";

    private static final Logger LOG = LoggerFactory.getLogger(TestPostgres.class);
    private static final String IMAGE = "postgres:18";
    private static final String SUPERUSER = "postgres";

    /** A run has several Backlines in one cluster, of which only the newest is used. */
    private static final String FORGET_HOLDER =
            """
            do $$
            begin
                if exists (select from pg_roles where rolname = 'backline_platform') then
                    comment on role backline_platform is null;
                end if;
            end $$
            """;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String host;
    private final int port;
    private final String username;
    private final String password;

    private TestPostgres(String host, int port, String username, String password) {
        this.host = host;
        this.port = port;
        this.username = username;
        this.password = password;
    }

    /** The server of this JVM. */
    public static TestPostgres shared() {
        return Holder.SERVER;
    }

    /** The host name or address it listens on. */
    public String host() {
        return host;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** The maintenance database {@code postgres}. */
    public TestDatabase maintenance() {
        return database("postgres");
    }

    /**
     * A database of this server by its name, whether it exists or not. Roles belong to the server:
     * tests that make roles give them names of their own or share them.
     */
    public TestDatabase database(String name) {
        String url = "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
        return new TestDatabase(name, url, username, password);
    }

    /**
     * Makes an empty database.
     *
     * @param prefix begins its name, which ends in a number
     */
    public TestDatabase newDatabase(String prefix) {
        return newDatabase(prefix, "template0");
    }

    /** Makes a database with the contents of another one, which nobody is connected to. */
    public TestDatabase newDatabase(String prefix, String template) {
        String name = prefix + "_" + COUNTER.incrementAndGet();
        requireName(name);
        requireName(template);
        maintenance().execute("create database " + name + " template " + template);
        maintenance().execute(FORGET_HOLDER);
        return database(name);
    }

    /** Drops a database and ends the sessions in it. */
    public void drop(TestDatabase database) {
        requireName(database.name());
        maintenance().execute("drop database if exists " + database.name() + " with (force)");
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Not a name for a test database: '%s'. Use lower-case letters, digits and _."
                            .formatted(name));
        }
    }

    private static TestPostgres start() {
        String choice = System.getProperty(CHOICE, "");
        return switch (choice) {
            case "embedded" -> embedded("the property " + CHOICE + " says so");
            case "docker" -> docker("the property " + CHOICE + " says so");
            case "" ->
                    dockerAnswers()
                            ? docker("a Docker engine answers")
                            : embedded("no Docker engine answers");
            default ->
                    throw new IllegalArgumentException(
                            "The property %s is '%s': use 'embedded' or 'docker', or leave it out."
                                    .formatted(CHOICE, choice));
        };
    }

    private static boolean dockerAnswers() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException e) {
            LOG.debug("Testcontainers finds no Docker engine", e);
            return false;
        }
    }

    private static TestPostgres docker(String reason) {
        LOG.info("PostgreSQL for tests: {} by Testcontainers, since {}", IMAGE, reason);
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
        // The same superuser as in the embedded one: tests name it.
        container.withUsername(SUPERUSER).withPassword(SUPERUSER).withDatabaseName("postgres");
        container.withEnv(
                "POSTGRES_INITDB_ARGS",
                "--encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C");
        container.setCommand(
                "postgres", "-c", "fsync=off", "-c", "max_connections=300", "-c", "TimeZone=UTC");
        // Testcontainers' own reaper stops it when the JVM ends.
        container.start();
        return new TestPostgres(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(),
                container.getPassword());
    }

    private static TestPostgres embedded(String reason) {
        LOG.info("PostgreSQL for tests: the embedded one, since {}", reason);
        try {
            EmbeddedPostgres server =
                    EmbeddedPostgres.builder()
                            .setLocaleConfig("locale-provider", "builtin")
                            .setLocaleConfig("builtin-locale", "C.UTF-8")
                            .setLocaleConfig("locale", "C")
                            .setServerConfig("max_connections", "300")
                            .setServerConfig("TimeZone", "UTC")
                            .setPGStartupWait(Duration.ofSeconds(60))
                            .start();
            return new TestPostgres("127.0.0.1", server.getPort(), SUPERUSER, SUPERUSER);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL does not start.", e);
        }
    }

    private static final class Holder {
        private static final TestPostgres SERVER = start();
    }
}
