package studio.backline.platform.database.context;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.tenancy.Caller;

/** One physical connection: what its contexts are bound to, and the last one signed for it. */
final class Session {

    /** No signature is sent that would end within this time. */
    private static final long MARGIN_MILLIS = 20_000;

    private static final String BINDING =
            "select session_user || '|' || pg_backend_pid() || '|'"
                    + " || extract(epoch from pg_postmaster_start_time()),"
                    + " (extract(epoch from clock_timestamp()) * 1000)::bigint";

    private final ContextSigner signer;
    private final String binding;
    private final long clockAhead;
    private ContextSigner.@Nullable Signature last;

    private Session(ContextSigner signer, String binding, long clockAhead) {
        this.signer = signer;
        this.binding = binding;
        this.clockAhead = clockAhead;
    }

    static Session of(Connection connection, ContextSigner signer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BINDING);
                ResultSet row = statement.executeQuery()) {
            row.next();
            // The database's clock decides over expiry; it may run ahead of ours.
            long ahead = row.getLong(2) - System.currentTimeMillis();
            return new Session(signer, row.getString(1), ahead);
        }
    }

    ContextSigner.Signature signatureFor(Optional<Caller> caller) {
        long now = System.currentTimeMillis();
        if (last == null || !last.serves(caller, now)) {
            long expiry = now + clockAhead + ContextSigner.LIFETIME_MILLIS;
            long renewAt = now + ContextSigner.LIFETIME_MILLIS - MARGIN_MILLIS;
            String text = caller.map(c -> signer.sign(c, binding, expiry)).orElse("");
            last = new ContextSigner.Signature(caller, text, renewAt);
        }
        return last;
    }
}
