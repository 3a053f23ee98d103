package studio.backline.platform.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.database.DatabaseFailureException;

/** The server that comes along: durable, closed, and back again after every kind of end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedPostgresTest {

    private static final String PASSWORD = "correct-horse";

    @TempDir static Path data;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        // As one leaves it that was killed while it made its cluster.
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("initdb-16887332908373763507"), PASSWORD);
        server = startAgain();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void whatIsCommittedSurvivesAPowerCut() throws SQLException {
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("full_page_writes")).isEqualTo("on");
        assertThat(setting("data_checksums")).isEqualTo("on");
    }

    @Test
    @Order(1)
    void itIsOfTheVersionThatItsFilesAreComparedWith() throws Exception {
        assertThat(one("show server_version")).startsWith(EmbeddedPostgres.MAJOR_VERSION + ".");
    }

    @Test
    @Order(1)
    void noPasswordStaysBehindInTheClear() {
        assertThat(folder()).isDirectoryNotContaining("glob:**initdb-*");
    }

    @Test
    @Order(1)
    void nobodyLogsInWithoutThePassword() {
        for (String password : List.of("", "wrong", "postgres")) {
            assertThatThrownBy(
                            () ->
                                    DriverManager.getConnection(
                                                    server.url("postgres"),
                                                    EmbeddedPostgres.SUPERUSER,
                                                    password)
                                            .close())
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    @Order(1)
    void itListensOnLoopbackOnlyAndKeepsItsFolderClosed() throws Exception {
        assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(setting("unix_socket_directories")).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
    }

    @Test
    @Order(1)
    void noStatementAndNoValueIsLogged() throws Exception {
        assertThatThrownBy(() -> run("select 'zoe.quill@mail.example'::text::integer as broken"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("zoe.quill@mail.example");
        run("select pg_reload_conf()");

        // Lines come in the order in which they were said, and what the server says of itself does.
        awaitInLog("received SIGHUP");
        assertThat(logged()).doesNotContain("as broken").doesNotContain("zoe.quill");
    }

    private static void awaitInLog(String words) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!logged().contains(words)) {
            assertThat(System.nanoTime()).as(words).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static String logged() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> logs = Files.list(folder().resolve("log"))) {
            for (Path log : logs.toList()) {
                all.append(readIfThere(log));
            }
        }
        return all.toString();
    }

    /** Old ones are taken away at any time. */
    private static String readIfThere(Path log) throws IOException {
        try {
            return Files.readString(log);
        } catch (NoSuchFileException takenAway) {
            return "";
        }
    }

    @Test
    @Order(1)
    void textIsUnicodeOfTheServersOwn() throws SQLException {
        assertThat(setting("server_encoding")).isEqualTo("UTF8");
        assertThat(
                        one(
                                "select datlocprovider::text || ' ' || datlocale from pg_database where datname = 'postgres'"))
                .isEqualTo("b C.UTF-8");
        assertThat(one("select lower('ŁÓDŹ')")).isEqualTo("łódź");
    }

    @Test
    @Order(2)
    void aSecondServerOnTheSameFolderIsRefused() {
        assertThatThrownBy(EmbeddedPostgresTest::startAgain)
                .isInstanceOf(DatabaseFailureException.class)
                .hasMessageContaining("Another Backline is running on the data folder")
                .hasMessageContaining("backline.data");
    }

    @Test
    @Order(3)
    void stoppedAndStartedItHasItsRowsAndItsPort() throws SQLException {
        run("create table kept (word text)");
        run("insert into kept values ('before')");
        int port = server.port();

        server.close();
        server = startAgain();

        assertThat(server.port()).isEqualTo(port);
        assertThat(one("select word from kept")).isEqualTo("before");
    }

    @Test
    @Order(4)
    void killedOutrightItStartsAgainWithItsRows() throws Exception {
        run("insert into kept values ('just before the kill')");
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> all = postmaster.children().toList();
        postmaster.destroyForcibly();
        postmaster.onExit().get(20, TimeUnit.SECONDS);
        for (ProcessHandle child : all) {
            child.onExit().get(20, TimeUnit.SECONDS);
        }
        assertThat(folder().resolve("cluster/postmaster.pid")).exists();
        server.close();

        server = startAgain();

        assertThat(one("select count(*)::text from kept")).isEqualTo("2");
    }

    @Test
    @Order(4)
    void endedByTheSystemItIsThereAgainAtItsPortUntilItIsStopped() throws Exception {
        server.keepRunning();
        ProcessHandle ended = postmaster();
        ended.destroyForcibly();
        ended.onExit().get(20, TimeUnit.SECONDS);

        awaitAnswer();

        ProcessHandle revived = postmaster();
        server.close();
        revived.onExit().get(20, TimeUnit.SECONDS);
        server = startAgain();
    }

    private static void awaitAnswer() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                assertThat(one("select 1::text")).isEqualTo("1");
                return;
            } catch (SQLException notYet) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(100);
            }
        }
    }

    @Test
    @Order(5)
    void aNumberOfAnotherProgramInThePidFileDoesNotKeepItFromStarting() throws Exception {
        server.close();
        Files.writeString(
                folder().resolve("cluster/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder().resolve("cluster") + "\n");

        server = startAgain();

        assertThat(one("select count(*)::text from kept")).isEqualTo("2");
    }

    @Test
    @Order(6)
    void aServerWhoseOwnerWasKilledIsTakenOver() throws Exception {
        ProcessHandle orphan = postmaster();
        server.abandon();

        server = startAgain();

        assertThat(postmaster().pid()).isNotEqualTo(orphan.pid());
        assertThat(one("select count(*)::text from kept")).isEqualTo("2");
    }

    @Test
    @Order(7)
    void whatDoesNotStopIsEndedAndNoServerOfAnotherFolder() throws Exception {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster()), postmaster().children()).toList();
        Postmaster of = new Postmaster(folder().resolve("cluster"));
        Postmaster elsewhere = new Postmaster(Files.createDirectory(data.resolve("elsewhere")));
        Files.copy(of.file(), elsewhere.file());

        assertThat(elsewhere.kill()).isFalse();
        // A child may have ended by itself: a connection of the test before.
        assertThat(all.getFirst().isAlive()).isTrue();
        assertThat(of.kill()).isTrue();
        assertThat(all).noneMatch(ProcessHandle::isAlive);

        server.close();
        server = startAgain();
        assertThat(one("select count(*)::text from kept")).isEqualTo("2");
    }

    @Test
    @Order(8)
    void whatKeepsItFromStartingIsToldOnceAndWithARemedyFirst() throws Exception {
        server.close();

        broken(
                "PG_VERSION",
                "17\n",
                told ->
                        assertThat(told)
                                .contains("is one of PostgreSQL 17, and this Backline comes with")
                                .contains("bin/backline backup create")
                                .contains("bin/backline backup restore")
                                .doesNotContain("FATAL"));
        broken(
                "PG_VERSION",
                "99\n",
                told ->
                        assertThat(told)
                                .contains("is one of PostgreSQL 99, and this Backline comes with")
                                .contains("Start the newer Backline again"));
        for (String part : List.of("global/pg_control", "postgresql.auto.conf")) {
            broken(
                    part,
                    part.endsWith(".conf") ? "nonsense nonsense nonsense\n" : "",
                    told -> {
                        assertThat(told)
                                .contains("Put the postgres and keys folders back from the same")
                                .contains(part + "\"")
                                .doesNotContain("pg_ctl", "waiting for server");
                        assertThat(told.split("FATAL:|PANIC:", -1)).as(told).hasSize(2);
                    });
        }
        Path configuration = folder().resolve("cluster/postgresql.conf");
        Path away = Files.move(configuration, data.resolve("away"));
        assertThat(refused()).containsOnlyOnce("postgresql.conf\"");
        Files.move(away, configuration);

        server = startAgain();
        assertThat(one("select count(*)::text from kept")).isEqualTo("2");
    }

    @Test
    @Order(9)
    void aStormOfErrorsDoesNotFillTheDisk() throws Exception {
        server.keepRunning();

        run(
                """
                do $$ begin
                    for each in 1..30 loop
                        raise log '%', repeat('x', 4 * 1024 * 1024);
                        perform pg_sleep(0.1);
                    end loop;
                    raise log 'the storm is over';
                end $$
                """);

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (bytesLogged() > PostgresLogs.MOST_BYTES) {
            assertThat(System.nanoTime()).as("%d bytes", bytesLogged()).isLessThan(deadline);
            Thread.sleep(50);
        }
        awaitInLog("the storm is over");
    }

    private static long bytesLogged() throws IOException {
        try (Stream<Path> logs = Files.list(folder().resolve("log"))) {
            return logs.mapToLong(log -> log.toFile().length()).sum();
        }
    }

    private static void broken(String part, String content, Consumer<String> told)
            throws IOException {
        Path file = folder().resolve("cluster").resolve(part);
        byte[] right = Files.readAllBytes(file);
        Files.writeString(file, content);
        told.accept(refused());
        Files.write(file, right);
    }

    private static String refused() {
        return assertThatExceptionOfType(DatabaseFailureException.class)
                .isThrownBy(EmbeddedPostgresTest::startAgain)
                .actual()
                .getMessage();
    }

    private static ProcessHandle postmaster() throws Exception {
        String first = Files.readAllLines(folder().resolve("cluster/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
    }

    private static EmbeddedPostgres startAgain() {
        return EmbeddedPostgres.start(folder(), folder(), PASSWORD);
    }

    private static Path folder() {
        return data.resolve("postgres");
    }

    private static Connection superuser() throws SQLException {
        return DriverManager.getConnection(
                server.url("postgres"), EmbeddedPostgres.SUPERUSER, PASSWORD);
    }

    private static String setting(String name) throws SQLException {
        return one("show " + name);
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(String query) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
