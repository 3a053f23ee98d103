package studio.backline.platform.encryption;

import java.util.Arrays;

/**
 * What a key of a workspace or an account is for. Each has a key of its own, so that none opens the
 * other's.
 */
public enum Purpose {
    /** Messages between people. */
    CHAT("chat"),
    /** Requests to and answers from AI. */
    AI("ai"),
    /** Tokens and passwords of other services. */
    CREDENTIAL("credential"),
    /** Facts and notes about people. */
    PERSONAL("personal"),
    /** An account's own secrets, under the account's key: that of its second factor, codes. */
    ACCOUNT("account"),
    /** Stored files. */
    FILE("file"),
    /** Search by exact value over sealed fields. */
    BLIND_INDEX("blind-index");

    private final String id;

    Purpose(String id) {
        this.id = id;
    }

    /** The purpose of this name. */
    public static Purpose of(String id) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No purpose: '%s'.".formatted(id)));
    }

    /** The name that keys are derived from: never changes. */
    public String id() {
        return id;
    }
}
