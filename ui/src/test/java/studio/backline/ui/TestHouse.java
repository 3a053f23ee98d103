package studio.backline.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.catalina.Context;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.files.FileId;
import studio.backline.contract.permission.Role;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.backup.BackupDesk;
import studio.backline.platform.connections.ProviderClients;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.files.FileStore;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.FirstRun;
import studio.backline.platform.identity.FirstRunRequest;
import studio.backline.platform.identity.Foundation;
import studio.backline.platform.identity.Invitations;
import studio.backline.platform.identity.NewAccount;
import studio.backline.platform.identity.Registration;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.TestPostgres;
import studio.backline.testkit.Visitor;
import studio.backline.ui.screen.OpenWindows;

/** A house of its own for a test: the real core on a database of the test, screens, a free port. */
final class TestHouse implements AutoCloseable {

    /** Whoever runs the house. */
    static final String MAIL = "tomke@backline.test";

    static final String PASSWORD = "seven kettles on the quay wall";

    /** The password of all guests. */
    static final String GUESTS = "nine lanterns over the harbour";

    private final ServletWebServerApplicationContext context;

    private TestHouse(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    static TestHouse build(Path folder) {
        return build(folder, Map.of());
    }

    private static TestHouse build(Path folder, Map<String, Object> more) {
        TestDatabase database = TestPostgres.shared().newDatabase("ui");
        Path password = secret(folder.resolve("database.password"), database.password());
        SpringApplication application = new SpringApplication(Parts.class);
        application.setDefaultProperties(
                Map.of(
                        "server.port",
                        "0",
                        "server.address",
                        "127.0.0.1",
                        "management.server.port",
                        "-1",
                        "spring.main.banner-mode",
                        "off",
                        "backline.data",
                        folder.resolve("data").toString(),
                        "backline.encryption.root-key-file",
                        folder.resolve("root.key").toString(),
                        // The least that the server takes.
                        "backline.encryption.password.memory-kib",
                        "19456",
                        "backline.database.url",
                        database.url(),
                        "backline.database.username",
                        database.username(),
                        "backline.database.password-file",
                        password.toString()));
        String[] settings =
                more.entrySet().stream()
                        .map(each -> "--" + each.getKey() + "=" + each.getValue())
                        .toArray(String[]::new);
        return new TestHouse((ServletWebServerApplicationContext) application.run(settings));
    }

    /** One that is open from the beginning, for several artists. */
    static TestHouse open(Path folder) {
        return open(folder, Map.of());
    }

    /** The same with further settings. */
    static TestHouse open(Path folder, Map<String, Object> more) {
        TestHouse house = build(folder, more);
        NewAccount operator = new NewAccount(new EmailAddress(MAIL), "Tomke", PASSWORD);
        house.context
                .getBean(FirstRun.class)
                .complete(
                        new FirstRunRequest(
                                house.code(),
                                operator,
                                "Postwagen",
                                FirstRunRequest.Plays.SEVERAL));
        return house;
    }

    URI address() {
        int port = context.getWebServer().getPort();
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    Visitor visitor() {
        return new Visitor(address());
    }

    /** Where archives go, and what came of them. */
    BackupDesk backups() {
        return context.getBean(BackupDesk.class);
    }

    String code() {
        return context.getBean(FirstRun.class).code();
    }

    /**
     * Somebody whom the first account lets into its workspace, signed in.
     *
     * @param name also the first half of the address
     */
    Visitor guest(String name, Role role) {
        String mail = name.toLowerCase(Locale.ROOT) + "@backline.test";
        Visitor visitor = visitor();
        visitor.submit(
                visitor.open(invitation(workspace(), mail, role)),
                Map.of("name", name, "password", GUESTS));
        return signIn(mail, GUESTS);
    }

    /** Whoever runs the house, signed in. */
    Visitor signIn() {
        return signIn(MAIL, PASSWORD);
    }

    private Visitor signIn(String mail, String password) {
        Visitor visitor = visitor();
        visitor.submit(visitor.open("sign-in"), Map.of("username", mail, "password", password));
        return visitor;
    }

    /** The first one. */
    WorkspaceId workspace() {
        return context.getBean(Workspaces.class).of(account(MAIL)).getFirst().workspace().id();
    }

    /** A workspace of somebody's own. */
    WorkspaceId found(String mail, String name) {
        String slug = name.toLowerCase(Locale.ROOT).replace(' ', '-');
        AccountId owner = account(mail);
        return context.getBean(Workspaces.class).create(name, slug, owner).id();
    }

    /** Another workspace of a house for several, by whoever runs it. */
    void foundAnother(String name) {
        AccountId operator = account(MAIL);
        context.getBean(Foundation.class).foundAnother(operator, name);
    }

    /** What the web server answers to the lines of a request without a body. */
    String answerTo(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address().getPort())) {
            socket.getOutputStream()
                    .write((request + "\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file in the folder for plugins. */
    void drop(String name, String content) {
        Path folder = Path.of(context.getEnvironment().getRequiredProperty("backline.data"));
        try {
            Path drop = Files.createDirectories(folder.resolve("plugins/drop"));
            Files.writeString(drop.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A link of the workspace's first owner. */
    String invitation(WorkspaceId workspace, String mail, Role role) {
        AccountId owner = context.getBean(Workspaces.class).members(workspace).getFirst().account();
        Caller by = new Caller(workspace, Optional.of(owner), Role.OWNER);
        return "invitation/"
                + context.getBean(Invitations.class)
                        .create(by, new EmailAddress(mail), role)
                        .token();
    }

    /** Ends somebody's place in the first workspace. */
    void takeOut(String mail) {
        AccountId gone = account(mail);
        Caller operator = new Caller(workspace(), Optional.of(account(MAIL)), Role.OWNER);
        context.getBean(Workspaces.class).remove(operator, gone);
    }

    /** The second factors of its accounts. */
    TestFactors factors() {
        return new TestFactors(context.getBean(SecondFactors.class), this::account);
    }

    /** The session's cookie of a browser. */
    static HttpCookie session(Visitor visitor) {
        return visitor.cookies().stream()
                .filter(each -> each.getName().endsWith("backline-session"))
                .findFirst()
                .orElseThrow();
    }

    /** For how many minutes the session of a browser waits for its person. */
    int idleMinutes(Visitor visitor) {
        String id = session(visitor).getValue();
        TomcatWebServer server = (TomcatWebServer) context.getWebServer();
        Context site = (Context) server.getTomcat().getHost().findChildren()[0];
        return Arrays.stream(site.getManager().findSessions())
                .filter(session -> session.getId().equals(id))
                .mapToInt(session -> session.getMaxInactiveInterval() / 60)
                .sum();
    }

    /** As from another node, or from the list of sessions. */
    void endSessions(String mail) {
        context.getBean(Sessions.class).endAll(account(mail));
    }

    /** Takes somebody's sessions away without a word. */
    void loseSessions(String mail) {
        AccountId account = account(mail);
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                .executeWithoutResult(
                        status ->
                                context.getBean(JdbcClient.class)
                                        .sql(
                                                "delete from backline.login_session"
                                                        + " where account_id = ?")
                                        .param(account.value())
                                        .update());
    }

    /** Whether what is told to all windows is told to those of this browser. */
    boolean tells(Visitor visitor) {
        String id = session(visitor).getValue();
        Set<String> told = ConcurrentHashMap.newKeySet();
        context.getBean(OpenWindows.class)
                .tellEach(ui -> told.add(ui.getSession().getSession().getId()));
        return told.contains(id);
    }

    /** What is seen while no new accounts are made. */
    String whileNobodyRegisters(Supplier<String> look) {
        AccountId operator = account(MAIL);
        Registration registration = context.getBean(Registration.class);
        Registration.Mode before = registration.mode();
        registration.setMode(operator, Registration.Mode.CLOSED);
        try {
            return look.get();
        } finally {
            registration.setMode(operator, before);
        }
    }

    /** As while a server starts its plugins. */
    void whileItOpens(Runnable act) {
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        try {
            act.run();
        } finally {
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    BeanFactory beans() {
        return context;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A file of a plugin in the first workspace. */
    FileId store(PluginId plugin, String name, byte[] content) {
        Caller owner = new Caller(workspace(), Optional.of(account(MAIL)), Role.OWNER);
        PluginConnection connection =
                new PluginConnection(
                        plugin,
                        context.getBean(DataSource.class),
                        context.getBean(PlatformTransactionManager.class),
                        context.getBean(JdbcClient.class));
        try {
            return context.getBean(WorkspaceScope.class)
                    .call(
                            owner,
                            () ->
                                    context.getBean(FileStore.class)
                                            .on(connection)
                                            .store(name, out -> out.write(content))
                                            .id());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void install(Path jar) {
        context.getBean(Plugins.class).install(jar);
    }

    /** Enters, as whoever runs the house, what a provider has given out for it. */
    void enterClient(String plugin, String provider, String id, String secret) {
        context.getBean(ProviderClients.class)
                .enter(account(MAIL), new PluginId(plugin), provider, id, secret);
    }

    /** Takes a plugin out again; whether its classes have left the memory. */
    boolean remove(String plugin) {
        return !context.getBean(Plugins.class)
                .remove(new PluginId(plugin), RemovalChoice.ERASE_DATA)
                .restartAdvised();
    }

    private AccountId account(String mail) {
        return context.getBean(Accounts.class).find(new EmailAddress(mail)).orElseThrow().id();
    }

    @Override
    public void close() {
        context.close();
    }

    private static Path secret(Path file, String content) {
        try {
            Files.writeString(file, content);
            return Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server is made of, without its command line. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
                "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
            })
    @ComponentScan(
            basePackages = {"studio.backline.platform", "studio.backline.ui"},
            nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
    @ConfigurationPropertiesScan({"studio.backline.platform", "studio.backline.ui"})
    static class Parts {}
}
