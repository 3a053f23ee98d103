package studio.backline.platform.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.SecureTokens;

/** Invitations in rows. Inside the caller's transaction. */
final class InvitationRows {

    static final String COLUMNS =
            "id, workspace, email, email_key, role, created_at, expires_at, member_until";

    /** For so long after it ended a row stays, accepted or not. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final JdbcClient jdbc;

    InvitationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An address that was invited long ago is nobody's business any more. */
    void forgetOld(Instant now) {
        jdbc.sql("delete from backline.invitation where expires_at < :then")
                .param("then", at(now.minus(REMEMBERED)))
                .update();
    }

    void withdrawOlder(WorkspaceId workspace, EmailAddress email) {
        jdbc.sql(
                        """
                        delete from backline.invitation
                        where workspace = :workspace and email_key = :key and accepted_at is null
                        """)
                .param("workspace", workspace.value())
                .param("key", email.key())
                .update();
    }

    void insert(Invitations.Pending invitation, AccountId by, String token) {
        jdbc.sql(
                        """
                        insert into backline.invitation (id, workspace, email, email_key, role,
                            token_hash, invited_by, created_at, expires_at, member_until)
                        values (:id, :workspace, :email, :key, :role, :hash, :by, :now, :until, :end)
                        """)
                .param("id", invitation.id())
                .param("workspace", invitation.workspace().value())
                .param("email", invitation.email().value())
                .param("key", invitation.email().key())
                .param("role", invitation.role().name())
                .param("hash", SecureTokens.digest(token))
                .param("by", by.value())
                .param("now", at(invitation.createdAt()))
                .param("until", at(invitation.expiresAt()))
                .param("end", invitation.place().until().map(InvitationRows::at).orElse(null))
                .update();
    }

    static Invitations.Pending pending(ResultSet row) throws SQLException {
        return new Invitations.Pending(
                row.getObject("id", UUID.class),
                new WorkspaceId(row.getObject("workspace", UUID.class)),
                new EmailAddress(row.getString("email")),
                new Invitations.Place(Role.valueOf(row.getString("role")), until(row)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static Optional<Instant> until(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("member_until", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
