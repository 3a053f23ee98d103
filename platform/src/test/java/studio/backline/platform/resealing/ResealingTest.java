package studio.backline.platform.resealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.encryption.SealBrokenException;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Core;
import studio.backline.platform.database.PluginSchemas;
import studio.backline.platform.encryption.AccountSecrets;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.KeyRotation;
import studio.backline.platform.encryption.KeyRotation.KeyState;
import studio.backline.platform.encryption.KeyRotation.Kind;
import studio.backline.platform.encryption.KeyRotation.Owner;
import studio.backline.platform.encryption.KeyRotation.Use;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.tenancy.Workspaces;

/** What former keys have sealed is sealed anew, wherever it lies. */
class ResealingTest {

    private static Core core;
    private static int slugs;

    private FieldEncryption fields;
    private KeyRotation rotation;
    private Resealing resealing;
    private WorkspaceId workspace;
    private Owner owner;
    private Diary diary;

    @BeforeAll
    static void start() {
        core = Core.fresh();
        core.bean(PluginSchemas.class).migrate(Diary.schema());
        // Each test looks by itself.
        core.bean(ResealLoop.class).stop();
        // The house's first keys are of now, and rotation goes by the house's clock.
        core.clock().pass(Duration.between(core.clock().instant(), Instant.now()).plusMinutes(1));
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @BeforeEach
    void house() {
        fields = core.bean(FieldEncryption.class);
        rotation = core.bean(KeyRotation.class);
        resealing = core.bean(Resealing.class);
        workspace =
                core.bean(Workspaces.class)
                        .create("Diary", "diary-" + slugs++, AccountId.next())
                        .id();
        core.bean(WorkspaceKeys.class).create(workspace);
        owner = new Owner(Kind.WORKSPACE, workspace.value());
        diary = new Diary(core, workspace);
        diary.empty();
    }

    @Test
    void everyColumnThatHoldsEnvelopesIsKnownFromTheCatalogue() {
        List<SealedColumn> columns = columns().sealed();

        assertThat(columns)
                .extracting(SealedColumn::field)
                .contains(
                        Diary.FIELD,
                        "mail.letter.recipient",
                        "mail.letter.content",
                        "connections.client.secret",
                        "connections.connection.account",
                        "connections.connection.access",
                        "connections.connection.refresh",
                        "connections.flow.verifier",
                        Diary.OF_APP);
        for (SealedColumn column : columns) {
            String probe =
                    "select pg_typeof(%s)::text || pg_typeof(%s)::text from (select) one left join %s on true limit 1"
                            .formatted(
                                    column.row(),
                                    column.owner().orElse("null::uuid"),
                                    column.table());
            assertThat(core.behind().sql(probe).query(String.class).single())
                    .as("%s", column)
                    .isEqualTo("uuiduuid");
        }
    }

    @Test
    void aPluginsValuesAreSealedAnewThoughItDoesNotRun() throws Exception {
        List<UUID> rows = diary.pages(250);
        WorkspaceId other = diary.anotherWorkspaceWithAPage();
        String former = rotation.keys(owner).getFirst().id();

        String sealing = rotation.rotate(owner);
        assertThat(resealing.look()).isEqualTo(250);

        assertThat(diary.keyIds("p_diary.page", "text", workspace)).containsExactly(sealing);
        for (UUID row : rows) {
            assertThat(fields.openText(diary.page(row), diary.bytes(row))).isEqualTo("page " + row);
        }
        assertThat(diary.keyIds("p_diary.page", "text", other)).hasSize(1).doesNotContain(sealing);
        assertThat(resealing.report().foundUnder()).containsOnly(Map.entry(former, 250L));
        assertThat(resealing.look()).isZero();
        assertThat(resealing.report().hindered()).isEmpty();
    }

    @Test
    void theCoresOwnValuesAreSealedAnew() throws Exception {
        UUID connection = TimeOrderedUuid.next();
        UUID letter = TimeOrderedUuid.next();
        diary.connect(connection);
        diary.write(letter);
        diary.mailPassword("of the mail server");
        rotation.rotate(owner);
        rotation.rotate(Owner.INSTANCE);

        resealing.look();

        String ofWorkspace = rotation.keys(owner).getFirst().id();
        String ofInstance = rotation.keys(Owner.INSTANCE).getFirst().id();
        assertThat(diary.keyIds("backline.connection", "access_token", workspace))
                .containsExactly(ofWorkspace);
        assertThat(
                        core.behind()
                                .sql(
                                        "select encode(substring(recipient from 5 for 8), 'hex')"
                                                + " from backline.letter where id = ?")
                                .param(letter)
                                .query(String.class)
                                .single())
                .isEqualTo(ofInstance);
        byte[] password = Base64.getDecoder().decode(diary.mailSettings().get("sealed-password"));
        assertThat(FieldEncryption.keyId(password)).contains(ofInstance);
        assertThat(fields.openText(diary.mail(), password)).isEqualTo("of the mail server");
        core.behind()
                .sql("delete from backline.instance_setting where name = 'mail.settings'")
                .update();
        core.behind().sql("delete from backline.letter where id = ?").param(letter).update();
    }

    @Test
    void aColumnAndATableThatAreRenamedAreKnownAsBefore() throws Exception {
        UUID row = diary.pages(1).getFirst();
        byte[] envelope = diary.bytes(row);
        core.behind().sql("alter table p_diary.page rename column text to words").update();
        core.behind().sql("alter table p_diary.page rename to leaf").update();
        try {
            assertThat(columns().sealed())
                    .filteredOn(column -> column.field().equals(Diary.FIELD))
                    .extracting(SealedColumn::toString)
                    .containsExactly("p_diary.leaf.words");
            rotation.rotate(owner);
            assertThat(resealing.look()).isEqualTo(1);
            assertThat(fields.openText(diary.page(row), envelope)).isEqualTo("page " + row);
        } finally {
            core.behind().sql("alter table p_diary.leaf rename to page").update();
            core.behind().sql("alter table p_diary.page rename column words to text").update();
        }
    }

    @Test
    void theSecretOfAnAccountsAppIsSealedAnewUnderTheAccountsKey() throws Exception {
        AccountId ada = AccountId.next();
        UUID row = diary.app(ada, "JBSWY3DPEHPK3PXP");
        Owner whose = new Owner(Kind.ACCOUNT, ada.value());

        String sealing = rotation.rotate(whose);
        resealing.look();

        assertThat(resealing.report().hindered()).isEmpty();
        byte[] offered = diary.offered(ada);
        assertThat(FieldEncryption.keyId(offered)).contains(sealing);
        assertThat(core.bean(AccountSecrets.class).open(ada, Diary.OF_APP, row, offered))
                .isEqualTo("JBSWY3DPEHPK3PXP".getBytes(UTF_8));
    }

    @Test
    void aKeyIsRetiredWhenNothingIsFoundAndDestroyedWhenNoBackupNeedsIt() throws Exception {
        UUID row = diary.pages(1).getFirst();
        byte[] inABackup = diary.bytes(row);
        String former = rotation.keys(owner).getFirst().id();
        rotation.rotate(owner);
        resealing.look();
        resealing.look();
        assertThat(use(former)).as("a node may not have heard of it").contains(Use.OPENS);

        core.clock().pass(Resealing.SETTLED.plusSeconds(1));
        resealing.look();
        assertThat(use(former)).contains(Use.RETIRED);
        assertThat(fields.openText(diary.page(row), inABackup)).isEqualTo("page " + row);

        core.clock().pass(Resealing.KEPT.plus(Duration.ofDays(1)));
        resealing.look();
        assertThat(use(former)).isEmpty();
        assertThatThrownBy(() -> fields.openText(diary.page(row), inABackup))
                .isInstanceOf(SealBrokenException.class);
        assertThat(fields.openText(diary.page(row), diary.bytes(row))).isEqualTo("page " + row);
    }

    @Test
    void whatARestoredBackupBringsBackIsSealedAnewAndItsKeyKept() throws Exception {
        UUID row = diary.pages(1).getFirst();
        byte[] inABackup = diary.bytes(row);
        String former = rotation.keys(owner).getFirst().id();
        rotation.rotate(owner);
        resealing.look();
        core.clock().pass(Resealing.SETTLED.plusSeconds(1));
        resealing.look();
        core.behind().sql("update p_diary.page set text = ?").param(inABackup).update();
        core.clock().pass(Resealing.KEPT.plus(Duration.ofDays(1)));

        resealing.look();

        assertThat(use(former)).contains(Use.OPENS);
        assertThat(diary.keyIds("p_diary.page", "text", workspace)).doesNotContain(former);
        assertThat(fields.openText(diary.page(row), diary.bytes(row))).isEqualTo("page " + row);
    }

    @Test
    void whoeverIsCutOffGoesOnWhereItWas() throws Exception {
        diary.pages(450);
        rotation.rotate(owner);
        Thread cutOff =
                new Thread(
                        () -> {
                            try {
                                resealing.look();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        cutOff.start();
        while (diary.keyIds("p_diary.page", "text", workspace).size() < 2) {
            Thread.sleep(1);
        }
        cutOff.interrupt();
        cutOff.join();

        long left = resealing.look();

        assertThat(left).isBetween(1L, 449L);
        assertThat(diary.keyIds("p_diary.page", "text", workspace)).hasSize(1);
    }

    @Test
    void aRotationHasTheHouseLookByItself() throws Exception {
        diary.pages(3);
        try (Core there = core.anotherNode()) {
            String sealing = there.bean(KeyRotation.class).rotate(owner);
            long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!diary.keyIds("p_diary.page", "text", workspace).equals(Set.of(sealing))) {
                assertThat(System.nanoTime()).as("patience").isLessThan(patience);
                Thread.sleep(20);
            }
        }
    }

    @Test
    void noKeyIsRetiredWhileSomethingCannotBeOpenedOrDoesNotSayThatItIsSealed() throws Exception {
        UUID row = diary.pages(2).getFirst();
        byte[] envelope = diary.bytes(row);
        String former = rotation.keys(owner).getFirst().id();
        core.behind()
                .sql("update p_diary.page set scan = ? where id = ?")
                .params(envelope, row)
                .update();
        byte[] broken = envelope.clone();
        broken[broken.length - 1] ^= 1;
        core.behind()
                .sql("update p_diary.page set text = ? where id = ?")
                .params(broken, row)
                .update();
        rotation.rotate(owner);
        core.clock().pass(Resealing.SETTLED.plusSeconds(1));

        resealing.look();
        resealing.look();

        assertThat(use(former)).contains(Use.OPENS);
        assertThat(resealing.report().hindered())
                .containsExactly(
                        "a value of p_diary.page.text cannot be opened",
                        "p_diary.page.scan holds what is sealed, and does not say so");
        assertThat(diary.bytes(row)).as("left as it is").isEqualTo(broken);
    }

    private Optional<Use> use(String key) {
        return rotation.keys(owner).stream()
                .filter(each -> each.id().equals(key))
                .map(KeyState::use)
                .findFirst();
    }

    private SealedColumns columns() {
        return core.inTransaction(() -> SealedColumns.read(core.jdbc()));
    }
}
