package studio.backline.platform.identity.mailed;

import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.EmailAddress;

/**
 * An account has another address.
 *
 * @param former the one that it had
 */
public record AddressChanged(AccountId account, EmailAddress former) implements AccountEvent {

    /** No address. */
    @Override
    public String toString() {
        return "AddressChanged[%s]".formatted(account);
    }
}
