package studio.backline.platform.database.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.TestPostgres;

/**
 * A database that somebody else runs is refused with all that is wrong, and what to do about it.
 */
class ExternalServerTest {

    private static final TestDatabase MAINTENANCE = TestPostgres.shared().maintenance();

    private final String name = "ext_" + UUID.randomUUID().toString().substring(24);

    @BeforeEach
    void makeRole() {
        MAINTENANCE.execute("create role %s login password 's3cret'".formatted(name));
    }

    @AfterEach
    void removeAll() {
        MAINTENANCE.execute("drop database if exists %s with (force)".formatted(name));
        MAINTENANCE.execute("drop role %s".formatted(name));
    }

    @Test
    void aDatabaseOfItsOwnAndCreateroleAreEnough() {
        MAINTENANCE.execute("alter role %s createrole".formatted(name));
        MAINTENANCE.execute("create database %1$s owner %1$s".formatted(name));

        assertThat(told()).anyMatch(line -> line.contains("large objects"));
        TestPostgres.shared().database(name).execute(Superuser.NO_LARGE_OBJECTS);

        assertThat(told()).noneMatch(line -> line.contains("large objects"));
    }

    /** What the check, which passes, tells the log. */
    private List<String> told() {
        Logger log = (Logger) LoggerFactory.getLogger(ExternalServer.class);
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        log.addAppender(told);
        try {
            ExternalServer.check(address(), DatabaseFixture.SECRETS);
        } finally {
            log.detachAppender(told);
        }
        return told.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        MAINTENANCE.execute(
                "create database %s template template0 encoding 'SQL_ASCII' locale 'C' locale_provider libc"
                        .formatted(name));

        assertThatThrownBy(() -> ExternalServer.check(address(), DatabaseFixture.SECRETS))
                .isInstanceOfSatisfying(
                        DatabaseFailureException.class,
                        refused -> {
                            assertThat(refused.what())
                                    .contains("does not fit. Its encoding is SQL_ASCII")
                                    .contains("The role may not create roles. The role does not");
                            assertThat(refused.remedy())
                                    .startsWith("Make a database with")
                                    .contains("ENCODING 'UTF8'")
                                    .contains("ALTER ROLE %s CREATEROLE".formatted(name))
                                    .contains("ALTER DATABASE %1$s OWNER TO %1$s".formatted(name));
                        });
    }

    @Test
    void aLocaleOfTheSystemIsRefused() {
        MAINTENANCE.execute("alter role %s createrole".formatted(name));
        MAINTENANCE.execute(
                "create database %1$s owner %1$s template template0 encoding 'UTF8' locale 'C' locale_provider libc"
                        .formatted(name));

        assertThatThrownBy(() -> ExternalServer.check(address(), DatabaseFixture.SECRETS))
                .isInstanceOf(DatabaseFailureException.class)
                .hasMessageContaining("its locale C, from the provider libc; it takes UTF8")
                .hasMessageContaining("BUILTIN_LOCALE 'C.UTF-8'");
    }

    @Test
    void theAddressSaysNothingOfThePassword() {
        assertThat(address().toString()).doesNotContain("s3cret").contains(name);
    }

    private DatabaseAddress address() {
        String url = TestPostgres.shared().database(name).url();
        return new DatabaseAddress(url, name, "s3cret");
    }
}
