package studio.backline.platform.encryption;

import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * Search by exact value without storing the value: a keyed hash per workspace and field. Equal
 * values of one field in one workspace are equal here, and nothing else is.
 */
public final class BlindIndex {

    private final WorkspaceKeys keys;

    BlindIndex(WorkspaceKeys keys) {
        this.keys = keys;
    }

    /** 32 bytes for a value, which the caller has normalised. */
    public byte[] of(WorkspaceId workspace, String field, String value) {
        Mac index = keys.require(workspace).index(field);
        return Hmac.sha256(index, value.getBytes(StandardCharsets.UTF_8));
    }
}
