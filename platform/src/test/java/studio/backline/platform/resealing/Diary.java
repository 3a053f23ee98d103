package studio.backline.platform.resealing;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Core;
import studio.backline.platform.database.ColumnDeclaration;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.database.SqlMigration;
import studio.backline.platform.database.TableDeclaration;
import studio.backline.platform.database.TableScope;
import studio.backline.platform.encryption.AccountSecrets;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.FieldEncryption.Place;
import studio.backline.platform.encryption.Purpose;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.work.TextMap;

/** A plugin with pages of a diary, and what else of a workspace holds envelopes. */
final class Diary {

    static final String OF_APP = "identity.authenticator.secret";
    static final String FIELD = "diary.page.text";
    private static final String TABLES =
            """
            create table page (
                workspace_id uuid  not null default backline_api.current_workspace(),
                id           uuid  not null,
                text         bytea not null,
                scan         bytea,
                primary key (workspace_id, id)
            );
            """;

    private final Core core;
    private final WorkspaceId workspace;

    Diary(Core core, WorkspaceId workspace) {
        this.core = core;
        this.workspace = workspace;
    }

    private FieldEncryption fields() {
        return core.bean(FieldEncryption.class);
    }

    void empty() {
        core.behind().sql("delete from p_diary.page").update();
    }

    static PluginSchema schema() {
        return new PluginSchema(
                new PluginId("diary"),
                List.of(new SqlMigration("1", "pages", TABLES)),
                List.of(
                        new TableDeclaration(
                                "page",
                                TableScope.TENANT,
                                Optional.empty(),
                                Optional.of("Nobody is named on it."),
                                List.of(
                                        ColumnDeclaration.personal(
                                                        "text",
                                                        DataCategory.NOTE,
                                                        Set.of(SubjectKind.OTHER))
                                                .sealed(ColumnDeclaration.Seal.ofTenant(FIELD)),
                                        ColumnDeclaration.notPersonal("scan")))),
                List.of());
    }

    List<UUID> pages(int count) {
        List<UUID> rows =
                java.util.stream.Stream.generate(TimeOrderedUuid::next).limit(count).toList();
        rows.forEach(row -> insert(workspace, row));
        return rows;
    }

    WorkspaceId anotherWorkspaceWithAPage() {
        WorkspaceId other = WorkspaceId.next();
        core.bean(WorkspaceKeys.class).create(other);
        insert(other, TimeOrderedUuid.next());
        return other;
    }

    private void insert(WorkspaceId of, UUID row) {
        core.behind()
                .sql("insert into p_diary.page (workspace_id, id, text) values (?, ?, ?)")
                .params(
                        of.value(),
                        row,
                        fields().sealText(
                                        new Place(of, FIELD, row, Purpose.PERSONAL), "page " + row))
                .update();
    }

    Place page(UUID row) {
        return new Place(workspace, FIELD, row, Purpose.PERSONAL);
    }

    byte[] bytes(UUID row) {
        return core.behind()
                .sql("select text from p_diary.page where id = ?")
                .param(row)
                .query(byte[].class)
                .single();
    }

    Set<String> keyIds(String table, String column, WorkspaceId of) {
        return Set.copyOf(
                core.behind()
                        .sql(
                                "select distinct encode(substring(%s from 5 for 8), 'hex') from %s where workspace_id = ?"
                                        .formatted(column, table))
                        .param(of.value())
                        .query(String.class)
                        .list());
    }

    void connect(UUID id) {
        Place token = new Place(workspace, "connections.connection.access", id, Purpose.CREDENTIAL);
        core.behind()
                .sql(
                        """
                        insert into backline.connection (workspace_id, id, plugin, provider, granted,
                            missing, access_token, authorized_at, renewed_at)
                        values (?, ?, 'diary', 'somewhere', '{}', '{}', ?, now(), now())
                        """)
                .params(workspace.value(), id, fields().sealText(token, "a token"))
                .update();
    }

    void write(UUID id) {
        Place to = new Place(WorkspaceKeys.INSTANCE, "mail.letter.recipient", id, Purpose.PERSONAL);
        core.behind()
                .sql(
                        """
                        insert into backline.letter (id, kind, state, recipient, recipient_key,
                            expires_at, settled_at)
                        values (?, 'test', 'DONE', ?, ''::bytea, now(), now())
                        """)
                .params(id, fields().sealText(to, "ada@example.org"))
                .update();
    }

    void mailPassword(String password) {
        String sealed = Base64.getEncoder().encodeToString(fields().sealText(mail(), password));
        core.behind()
                .sql(
                        "insert into backline.instance_setting (name, value) values ('mail.settings', ?)")
                .param(TextMap.write("Mail settings", Map.of("sealed-password", sealed)))
                .update();
    }

    static Place mail() {
        return new Place(
                WorkspaceKeys.INSTANCE, "mail.password", new UUID(0, 0), Purpose.CREDENTIAL);
    }

    Map<String, String> mailSettings() {
        return TextMap.read(
                        core.behind()
                                .sql(
                                        "select value from backline.instance_setting where name ="
                                                + " 'mail.settings'")
                                .query(String.class)
                                .single())
                .orElseThrow();
    }

    /**
     * Sets an app up for an account that nobody signs in to; the id that its secret is bound to.
     */
    UUID app(AccountId account, String secret) {
        UUID row = TimeOrderedUuid.next();
        core.behind()
                .sql(
                        """
                        insert into backline.account (id, email, email_key, display_name, created_at)
                        values (:id, :id::text, :id::text, 'Ada', now())
                        """)
                .param("id", account.value())
                .update();
        core.behind()
                .sql(
                        """
                        insert into backline.authenticator
                            (account_id, offered, offered_id, offered_at)
                        values (?, ?, ?, now())
                        """)
                .params(
                        account.value(),
                        core.bean(AccountSecrets.class)
                                .seal(
                                        account,
                                        OF_APP,
                                        row,
                                        secret.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        row)
                .update();
        return row;
    }

    byte[] offered(AccountId account) {
        return core.behind()
                .sql("select offered from backline.authenticator where account_id = ?")
                .param(account.value())
                .query(byte[].class)
                .single();
    }
}
