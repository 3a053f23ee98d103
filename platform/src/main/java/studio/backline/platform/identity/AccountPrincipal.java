package studio.backline.platform.identity;

import java.io.Serializable;
import java.security.Principal;
import java.util.UUID;
import studio.backline.contract.tenancy.AccountId;

/**
 * Who is signed in, as it sits in the security context. Whether it runs the server is asked of
 * {@link Operators} each time: that may be given and taken away meanwhile.
 *
 * @param account the account's id
 * @param email its address when it signed in
 * @param displayName its name when it signed in
 * @param session the session's token, which {@link Sessions#check} takes
 */
public record AccountPrincipal(UUID account, String email, String displayName, SessionToken session)
        implements Principal, Serializable {

    /** The account's id. */
    public AccountId accountId() {
        return new AccountId(account);
    }

    /** The account's id as a text: no address goes into logs by way of a user name. */
    @Override
    public String getName() {
        return account.toString();
    }

    /** No name, no address. */
    @Override
    public String toString() {
        return "AccountPrincipal[%s]".formatted(account);
    }
}
