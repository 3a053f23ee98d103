package studio.backline.platform.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.encryption.SealBrokenException;
import studio.backline.contract.mail.MailFault;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.work.Bell;

/** What an operator sees of letters, and decides about those that nobody knows the end of. */
@Component
public class MailDesk {

    private static final String LATEST =
            """
            select id, workspace, kind, state, recipient, reason, reply, content is not null as kept,
                coalesce(settled_at, planned_at) as since
            from backline.letter where state <> 'DONE' order by planned_at desc limit ?
            """;

    /** The fence moves on, so that whoever had it before can say nothing about this try. */
    private static final String AGAIN =
            """
            update backline.letter set state = 'PLANNED', fence = fence + 1, worker = null,
                due_at = clock_timestamp(), settled_at = null, reason = null, reply = null,
                expires_at = greatest(expires_at, clock_timestamp() + interval '1 day')
            where id = ? and state in ('UNKNOWN', 'REFUSED') and content is not null
            returning recipient_key
            """;

    /** The letter that closed an address goes sooner than the address is opened, perhaps. */
    private static final String CLOSED =
            """
            select encode(s.address_key, 'hex') as key, s.since, s.reason, s.status,
                l.id, l.workspace, l.recipient, l.reply
            from backline.mail_suppression s
            left join backline.letter l on l.id = s.letter and l.recipient_key = s.address_key
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final LetterSeal seal;
    private final MailBreaker breaker;
    private final Operators operators;
    private final Told told;

    MailDesk(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            LetterSeal seal,
            MailBreaker breaker,
            Operators operators,
            Told told) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.seal = seal;
        this.breaker = breaker;
        this.operators = operators;
        this.told = told;
    }

    /** Who hears of what an operator decides. */
    @Component
    record Told(Audit audit, Bell bell) {}

    /**
     * An address to which nothing is sent. The address itself is not kept.
     *
     * @param key what stands for it
     * @param reason {@code REFUSED} where the mail server said at once that nobody is there, {@code
     *     BOUNCED} where a report said so later
     * @param status with which code of RFC 3463
     * @param recipient first letter and domain, as long as the letter that closed it is kept
     * @param reply what was said then, without addresses, as long as that
     */
    public record Closed(
            String key,
            Instant since,
            String reason,
            Optional<String> status,
            Optional<String> recipient,
            Optional<String> reply) {}

    /** Those that have not arrived, the latest first. */
    public List<ShownLetter> open(int limit) {
        return inTransaction(() -> jdbc.sql(LATEST).param(limit).query(this::shown).list());
    }

    /** How many there are of each state, of the last 30 days. */
    public Map<LetterState, Long> counts() {
        Map<LetterState, Long> counts = new EnumMap<>(LetterState.class);
        inTransaction(
                        () ->
                                jdbc.sql(
                                                "select state, count(*) as letters from"
                                                        + " backline.letter group by state")
                                        .query(Counted.class)
                                        .list())
                .forEach(each -> counts.put(LetterState.valueOf(each.state()), each.letters()));
        return counts;
    }

    private record Counted(String state, long letters) {}

    /** What keeps this node from handing letters over now. */
    public Optional<MailFault> fault() {
        return breaker.fault();
    }

    /**
     * Sends one again that may have arrived, or was refused; to an address that was closed too.
     *
     * @return false where it is neither, or its content is gone
     * @throws IdentityException {@code NOT_ALLOWED} for whoever is no operator
     */
    public boolean sendAgain(AccountId by, UUID letter) {
        boolean planned =
                inTransaction(
                        () -> {
                            requireOperator(by);
                            Optional<byte[]> recipient =
                                    jdbc.sql(AGAIN).param(letter).query(byte[].class).optional();
                            recipient.ifPresent(key -> reopen(by, letter, key));
                            return recipient.isPresent();
                        });
        told.bell().ring(MailWorker.TOPIC);
        return planned;
    }

    /**
     * Addresses to which nothing is sent, the latest first.
     *
     * @throws IdentityException {@code NOT_ALLOWED} for whoever is no operator
     */
    public List<Closed> closed(AccountId by, int limit) {
        return inTransaction(
                () -> {
                    requireOperator(by);
                    return jdbc.sql(CLOSED + " order by s.since desc, s.address_key limit ?")
                            .param(limit)
                            .query(this::closed)
                            .list();
                });
    }

    /**
     * How many there are.
     *
     * @throws IdentityException {@code NOT_ALLOWED} for whoever is no operator
     */
    public long closedCount(AccountId by) {
        return inTransaction(
                () -> {
                    requireOperator(by);
                    return jdbc.sql("select count(*) from backline.mail_suppression")
                            .query(Long.class)
                            .single();
                });
    }

    /**
     * Whether nothing is sent to this address, and why.
     *
     * @throws IdentityException {@code NOT_ALLOWED} for whoever is no operator
     */
    public Optional<Closed> closed(AccountId by, EmailAddress address) {
        return inTransaction(
                () -> {
                    requireOperator(by);
                    return jdbc.sql(CLOSED + " where s.address_key = ?")
                            .param(seal.key(address))
                            .query(this::closed)
                            .optional();
                });
    }

    /**
     * Sends there again: somebody knows that the address is good.
     *
     * @param key of {@link Closed}
     * @return false where it is not closed, or no longer
     * @throws IdentityException {@code NOT_ALLOWED} for whoever is no operator
     */
    public boolean openAgain(AccountId by, String key) {
        return inTransaction(
                () -> {
                    requireOperator(by);
                    List<Optional<UUID>> letter =
                            jdbc.sql(
                                            "delete from backline.mail_suppression where address_key"
                                                    + " = ? returning letter")
                                    .param(HexFormat.of().parseHex(key))
                                    .query((row, n) -> uuid(row, "letter"))
                                    .list();
                    letter.forEach(
                            each ->
                                    told.audit()
                                            .recordInstance(
                                                    Optional.of(by),
                                                    "mail.address-opened",
                                                    each,
                                                    Map.of()));
                    return !letter.isEmpty();
                });
    }

    private void requireOperator(AccountId by) {
        if (!operators.contains(by)) {
            throw new IdentityException(IdentityError.NOT_ALLOWED);
        }
    }

    private void reopen(AccountId by, UUID letter, byte[] recipientKey) {
        jdbc.sql("delete from backline.mail_suppression where address_key = ?")
                .param(recipientKey)
                .update();
        told.audit()
                .recordInstance(Optional.of(by), "mail.sent-again", Optional.of(letter), Map.of());
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private ShownLetter shown(ResultSet row, int n) throws SQLException {
        LetterState state = LetterState.valueOf(row.getString("state"));
        boolean ended = state == LetterState.UNKNOWN || state == LetterState.REFUSED;
        return new ShownLetter(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                state,
                masked(row),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("reply")).filter(said -> !said.isEmpty()),
                ended && row.getBoolean("kept"));
    }

    private Closed closed(ResultSet row, int n) throws SQLException {
        return new Closed(
                row.getString("key"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getString("reason"),
                Optional.ofNullable(row.getString("status")).filter(code -> !code.isEmpty()),
                uuid(row, "id").isPresent() ? Optional.of(masked(row)) : Optional.empty(),
                Optional.ofNullable(row.getString("reply")).filter(said -> !said.isEmpty()));
    }

    private static Optional<UUID> uuid(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class));
    }

    private String masked(ResultSet row) throws SQLException {
        UUID workspace = row.getObject("workspace", UUID.class);
        try {
            String address =
                    seal.recipient(
                                    workspace == null
                                            ? WorkspaceKeys.INSTANCE
                                            : new WorkspaceId(workspace),
                                    row.getObject("id", UUID.class),
                                    row.getBytes("recipient"))
                            .value();
            int first = address.offsetByCodePoints(0, 1);
            return address.substring(0, first) + "…" + address.substring(address.indexOf('@'));
        } catch (SealBrokenException e) {
            return "…";
        }
    }
}
