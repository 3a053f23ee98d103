package studio.backline.distribution.tenancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.TestDatabase;

/** People of several workspaces, all with the password of the first account. */
final class Neighbours {

    private static final String ACCOUNT =
            """
            with who as (
                insert into backline.account
                    (id, email, email_key, display_name, operator, created_at)
                values (gen_random_uuid(), '%1$s', '%1$s', '%2$s', false, now()) returning id)
            insert into backline.account_password (account_id, hash, changed_at)
            select who.id, first.hash, now()
            from who, backline.account_password first limit 1
            """;

    private static final String JOIN =
            """
            insert into backline.membership (workspace_id, account_id, role, since)
            select '%s', id, '%s', now() from backline.account where email = '%s'
            """;

    private static final String LEAVE =
            """
            delete from backline.membership where workspace_id = '%s'
            and account_id = (select id from backline.account where email = '%s')
            """;

    private static final String INVITE =
            """
            insert into backline.invitation
                (id, workspace, email, email_key, role, token_hash, created_at, expires_at)
            values (gen_random_uuid(), '%1$s', '%2$s', '%2$s', 'MANAGER',
                sha256(convert_to('%2$s', 'UTF8')), now(), now() + interval '7 days')
            """;

    private static final String WORKSPACE =
            """
            insert into backline.workspace (id, name, slug, created_at)
            values ('%1$s', '%3$s', '%2$s', now()) on conflict do nothing;
            insert into backline.workspace_slug (slug, workspace_id, since)
            values ('%2$s', '%1$s', now()) on conflict do nothing
            """;

    private final TestDatabase database;

    Neighbours(TestDatabase database) {
        this.database = database;
    }

    /** Makes a workspace, unless it is there. */
    void workspace(UUID id, String slug, String name) {
        database.execute(WORKSPACE.formatted(id, slug, name));
    }

    /** Makes somebody who belongs nowhere. */
    Operator account(String name) {
        String mail = name.replace(' ', '.').toLowerCase(Locale.ROOT) + "@backline.test";
        database.execute(ACCOUNT.formatted(mail, name));
        return new Operator(name, mail, Operator.usual().password());
    }

    Operator member(String name, UUID workspace, String role) {
        Operator account = account(name);
        join(account, workspace, role);
        return account;
    }

    void join(Operator account, UUID workspace, String role) {
        database.execute(JOIN.formatted(workspace, role, account.mail()));
    }

    void leave(Operator account, UUID workspace) {
        database.execute(LEAVE.formatted(workspace, account.mail()));
    }

    void invite(Operator account, UUID workspace) {
        database.execute(INVITE.formatted(workspace, account.mail()));
    }

    /** The workspace of the first evening. */
    UUID home() throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement first =
                        connection.prepareStatement("select id from backline.workspace");
                ResultSet row = first.executeQuery()) {
            row.next();
            return row.getObject(1, UUID.class);
        }
    }
}
