package studio.backline.platform.identity;

import java.time.Instant;
import studio.backline.contract.tenancy.AccountId;

/**
 * A person who can sign in.
 *
 * @param id its id
 * @param email the address, as typed
 * @param displayName what others see
 * @param operator whether this person runs the server; gives no access to any workspace
 * @param createdAt since when
 */
public record Account(
        AccountId id, EmailAddress email, String displayName, boolean operator, Instant createdAt) {

    /** No name, no address. */
    @Override
    public String toString() {
        return "Account[%s]".formatted(id);
    }
}
