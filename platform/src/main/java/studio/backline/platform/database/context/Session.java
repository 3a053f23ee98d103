package studio.backline.platform.database.context;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import studio.backline.contract.tenancy.Caller;

/** One physical connection: what its contexts are bound to, and those signed for it of late. */
final class Session {

    /** No signature is sent that would end within this time. */
    private static final long MARGIN_MILLIS = 20_000;

    /** Callers whose signatures are kept: those who take turns on one connection. */
    private static final int MOST_SIGNED = 32;

    private static final String BINDING =
            "select namesend(session_user) || int4send(pg_backend_pid())"
                    + " || timestamptz_send(pg_postmaster_start_time()),"
                    + " (extract(epoch from clock_timestamp()) * 1000)::bigint";

    private final ContextSigner signer;
    private final byte[] binding;
    private final long clockAhead;
    private final Map<Optional<Caller>, ContextSigner.Signature> signed = new HashMap<>();

    private Session(ContextSigner signer, byte[] binding, long clockAhead) {
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
            return new Session(signer, row.getBytes(1), ahead);
        }
    }

    ContextSigner.Signature signatureFor(Optional<Caller> caller) {
        long now = System.currentTimeMillis();
        ContextSigner.Signature known = signed.get(caller);
        if (known != null && known.serves(caller, now)) {
            return known;
        }
        if (signed.size() >= MOST_SIGNED) {
            signed.clear();
        }
        long expiry = now + clockAhead + ContextSigner.LIFETIME_MILLIS;
        long renewAt = now + ContextSigner.LIFETIME_MILLIS - MARGIN_MILLIS;
        String text = caller.map(c -> signer.sign(c, binding, expiry)).orElse("");
        ContextSigner.Signature fresh = new ContextSigner.Signature(caller, text, renewAt);
        signed.put(caller, fresh);
        return fresh;
    }
}
