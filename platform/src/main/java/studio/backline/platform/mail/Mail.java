package studio.backline.platform.mail;

import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.mail.form.LetterParts;
import studio.backline.platform.work.Bell;
import studio.backline.platform.work.TextMap;

/** Plans letters. */
@Component
public class Mail {

    private final MailSetup setup;
    private final LetterSeal seal;
    private final Bell bell;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Mail(
            MailSetup setup,
            LetterSeal seal,
            Bell bell,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.setup = setup;
        this.seal = seal;
        this.bell = bell;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Whether letters leave at all; else whoever would write one says what to do instead. */
    public boolean isSet() {
        return setup.find().isPresent();
    }

    /**
     * Whether nothing is sent to this address, since what was sent there came back for good. {@link
     * MailDesk#openAgain} is the way back.
     */
    public boolean isClosed(EmailAddress address) {
        return Boolean.TRUE.equals(
                transaction.execute(
                        status ->
                                jdbc.sql(
                                                "select exists (select from backline.mail_suppression"
                                                        + " where address_key = ?)")
                                        .param(seal.key(address))
                                        .query(Boolean.class)
                                        .single()));
    }

    /**
     * Plans a letter, in the caller's transaction where there is one: it leaves if that commits.
     *
     * @return its id
     */
    public UUID plan(Letter letter) {
        UUID id = TimeOrderedUuid.next();
        WorkspaceId owner = letter.workspace().orElse(WorkspaceKeys.INSTANCE);
        byte[] content =
                seal.content(
                        owner,
                        id,
                        TextMap.write(
                                "Letters",
                                Map.of(
                                        "subject",
                                        letter.text().subject(),
                                        "text",
                                        LetterParts.text(letter.text()),
                                        "html",
                                        LetterParts.html(letter.text()))));
        transaction.executeWithoutResult(
                status -> {
                    jdbc.sql(
                                    """
                                    insert into backline.letter (id, workspace, kind, recipient,
                                        recipient_key, content, expires_at)
                                    values (?, ?, ?, ?, ?, ?,
                                        clock_timestamp() + make_interval(secs => ?))
                                    """)
                            .param(id)
                            .param(letter.workspace().map(WorkspaceId::value).orElse(null))
                            .param(letter.kind())
                            .param(seal.recipient(owner, id, letter.to()))
                            .param(seal.key(letter.to()))
                            .param(content)
                            .param(letter.goodFor().toSeconds())
                            .update();
                    bell.ringAfterCommit(MailWorker.TOPIC);
                });
        return id;
    }
}
