package studio.backline.platform.database.context;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.encryption.Hmac;

/**
 * Signs contexts: {@code expiry|workspace|account|role|} behind an HMAC over that and the session
 * it is for, so that no ticket can be had for it on another connection, under another role, or a
 * minute later.
 */
public final class ContextSigner {

    /** How many bytes the key has. */
    public static final int KEY_BYTES = 32;

    /** How long a signature holds, and a ticket given for it, in milliseconds. */
    public static final long LIFETIME_MILLIS = 60_000;

    /** PostgreSQL counts microseconds from 2000-01-01. */
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private static final HexFormat HEX = HexFormat.of();
    private static final UUID NOBODY = new UUID(0, 0);
    private static final int BLOCK_BYTES = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final byte[] key;

    public ContextSigner(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("The key of contexts has 32 bytes.");
        }
        this.key = key.clone();
    }

    /**
     * The context as text.
     *
     * @param binding the session that it is for, as the database writes it
     * @param expiry in milliseconds of the database's clock
     */
    public String sign(Caller caller, byte[] binding, long expiry) {
        String payload =
                "%s|%s|%s|%s|"
                        .formatted(
                                HEX.toHexDigits(expiry * 1000 - EPOCH_MICROS),
                                caller.workspace(),
                                caller.account().map(AccountId::value).orElse(NOBODY),
                                caller.role().name());
        byte[] text = payload.getBytes(StandardCharsets.US_ASCII);
        byte[] message = Arrays.copyOf(text, text.length + binding.length);
        System.arraycopy(binding, 0, message, text.length, binding.length);
        return HEX.formatHex(Hmac.sha256(key, message)) + payload;
    }

    /** The key mixed with RFC 2104's ipad, as the database keeps it. */
    public byte[] innerBlock() {
        return block(INNER);
    }

    /** The key mixed with RFC 2104's opad, as the database keeps it. */
    public byte[] outerBlock() {
        return block(OUTER);
    }

    private byte[] block(byte pad) {
        byte[] block = Arrays.copyOf(key, BLOCK_BYTES);
        for (int i = 0; i < BLOCK_BYTES; i++) {
            block[i] ^= pad;
        }
        return block;
    }
}
