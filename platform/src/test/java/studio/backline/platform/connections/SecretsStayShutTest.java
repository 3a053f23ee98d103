package studio.backline.platform.connections;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import studio.backline.contract.permission.Role;
import studio.backline.platform.connections.AuthorizationFlow.Connected;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.encryption.AccountSecrets;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.KeyRotation;
import studio.backline.platform.encryption.KeyRotation.Owner;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Invitations;
import studio.backline.platform.identity.SessionToken;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.SignInDetails;
import studio.backline.platform.identity.signin.SignIn;
import studio.backline.platform.mail.MailSettings;
import studio.backline.platform.mail.MailSetup;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.platform.resealing.Resealing;
import studio.backline.platform.resealing.SealedColumn;
import studio.backline.platform.resealing.SealedColumns;

/**
 * Every flow of the core that takes or makes a secret is gone through with all loggers at their
 * loudest; then nothing of it stands in what was logged, nor in any cell of the database.
 */
class SecretsStayShutTest {

    private static final String PASSWORD = "canary-seven lanterns over the harbour";
    private static final String SMTP = "canary-smtp-Xq81";
    private static final String IMAP = "canary-imap-Xq82";
    private static final String FACTOR = "canary-factor-Xq83";
    private static final Map<String, String> SECRETS = new TreeMap<>();

    private static LogEar ear;
    private static Stage stage;

    @BeforeAll
    static void goThroughEveryFlow() throws Exception {
        ear = LogEar.open();
        stage = Stage.open();
        SECRETS.put("password of the first run", "seven lanterns over the harbour");
        SECRETS.put("client secret", Stage.SECRET.replace(' ', '+'));
        connect();
        sendLetters();
        signIn();
        AccountSecrets accounts = stage.core.bean(AccountSecrets.class);
        UUID row = UUID.randomUUID();
        byte[] sealed = accounts.seal(stage.operator, "core.factor", row, FACTOR.getBytes(UTF_8));
        accounts.open(stage.operator, "core.factor", row, sealed);
        SECRETS.put("second factor", FACTOR);
        stage.core.bean(KeyRotation.class).rotate(Owner.INSTANCE);
        stage.core.bean(KeyRotation.class).rotateInstance();
        stage.core.bean(Resealing.class).look();
    }

    @AfterAll
    static void close() {
        stage.close();
        ear.close();
    }

    private static void connect() {
        PluginHome home = PluginHome.of(stage.core, Stage.PLUGIN.value());
        stage.begin();
        Connected connected = stage.connect();
        stage.as(
                stage.owner(),
                () -> stage.connections(home).accessToken(connected.connection()).toString());
        for (String token : stage.provider.everyToken()) {
            SECRETS.put("token " + token.hashCode(), token);
        }
    }

    private static void sendLetters() {
        MailSetup setup = stage.core.bean(MailSetup.class);
        setup.change(
                stage.operator,
                new MailSettings(
                        MailSettings.SMTP,
                        Optional.of(server(SMTP)),
                        new EmailAddress("house@example.org"),
                        "House",
                        Optional.of(server(IMAP))));
        assertThat(setup.find().orElseThrow().server().orElseThrow().password().reveal())
                .isEqualTo(SMTP);
        SECRETS.put("password of the mail server", SMTP);
        SECRETS.put("password of the box of returned mail", IMAP);
        Invitations.Created invited =
                stage.core
                        .bean(Invitations.class)
                        .create(stage.owner(), new EmailAddress("bob@example.org"), Role.MEMBER);
        SECRETS.put("invitation", invited.token());
        invited.toString();
        stage.core.bean(Invitations.class).acceptAsNew(invited.token(), "Bob", PASSWORD);
        SECRETS.put("password of who was invited", PASSWORD);
    }

    private static MailSettings.Server server(String password) {
        return new MailSettings.Server("127.0.0.1", 1, TlsMode.STARTTLS, "house", password);
    }

    private static void signIn() {
        SignInDetails from = new SignInDetails("127.0.0.1", "test");
        SignIn signIn = stage.core.bean(SignIn.class);
        String wrong = "canary-wrong-Xq84";
        SECRETS.put("wrong password", wrong);
        try {
            signIn.signIn("bob@example.org", wrong, from);
        } catch (RuntimeException refused) {
            assertThat(refused).hasMessageNotContaining(wrong);
        }
        try {
            signIn.signIn("bob@example.org", PASSWORD, from).toString();
        } catch (IdentityException waiting) {
            assertThat(waiting).hasMessageNotContaining(PASSWORD);
        }
        SessionToken session = stage.core.bean(Sessions.class).start(stage.operator, from);
        stage.core.bean(Sessions.class).check(session);
        SECRETS.put("session", session.value());
    }

    @Test
    void noLoggerToldAnyOfThem() {
        assertThat(ear.heard()).as("loud enough").hasSizeGreaterThan(1000);
        assertThat(ear.heard()).anyMatch(line -> line.startsWith("org.springframework.jdbc"));
        List<String> told = new ArrayList<>();
        for (String line : ear.heard()) {
            SECRETS.forEach(
                    (name, secret) -> {
                        if (shows(line, secret)) {
                            told.add(name + " by " + line.split(" ", 2)[0]);
                        }
                    });
        }
        assertThat(told).isEmpty();
    }

    @Test
    void noCellOfTheDatabaseHoldsAnyOfThem() {
        List<String> tables =
                stage.core
                        .behind()
                        .sql(
                                "select format('%I.%I', schemaname, tablename) from pg_tables where"
                                        + " schemaname = 'backline' or schemaname like 'p\\_%'")
                        .query(String.class)
                        .list();
        assertThat(tables).hasSizeGreaterThan(40);
        List<String> found = new ArrayList<>();
        for (String table : tables) {
            for (String row :
                    stage.core
                            .behind()
                            .sql("select t::text from %s t".formatted(table))
                            .query(String.class)
                            .list()) {
                SECRETS.forEach(
                        (name, secret) -> {
                            if (shows(row, secret)) {
                                found.add(name + " in " + table);
                            }
                        });
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyValueOfASealedColumnIsAnEnvelopeUnderAKeyThatIsThere() {
        List<SealedColumn> columns =
                stage.core.inTransaction(() -> SealedColumns.read(stage.core.jdbc())).sealed();
        KeyRotation rotation = stage.core.bean(KeyRotation.class);
        List<String> keys =
                rotation.owners().stream()
                        .flatMap(owner -> rotation.keys(owner).stream())
                        .map(KeyRotation.KeyState::id)
                        .toList();
        List<String> filled = new ArrayList<>();
        for (SealedColumn column : columns) {
            List<byte[]> values =
                    stage.core
                            .behind()
                            .sql(
                                    "select %s from %s where %1$s is not null"
                                            .formatted(column.column(), column.table()))
                            .query(byte[].class)
                            .list();
            for (byte[] value : values) {
                assertThat(FieldEncryption.keyId(value)).as("%s", column).isPresent();
                assertThat(keys).as("%s", column).contains(FieldEncryption.keyId(value).get());
                filled.add(column.field());
            }
        }
        assertThat(filled)
                .contains(
                        "connections.client.secret",
                        "connections.connection.access",
                        "connections.connection.refresh",
                        "connections.flow.verifier");
    }

    /** As it is, or as bytes are written in logs, settings and rows. */
    private static boolean shows(String text, String secret) {
        byte[] bytes = secret.getBytes(UTF_8);
        if (text.contains(secret) || text.contains(HexFormat.of().formatHex(bytes))) {
            return true;
        }
        // Among other bytes its first and last letters depend on those, and where it begins.
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            if (text.contains(base64.substring(4, base64.length() - 2))) {
                return true;
            }
        }
        return false;
    }
}
