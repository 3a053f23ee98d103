package studio.backline.platform.identity.signin;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import studio.backline.platform.identity.SignInDetails;

/**
 * Somebody who knew the password and has not shown the second factor. It stays on the server.
 *
 * @param account whose password it was
 * @param until the second step is taken until then
 * @param passwordSince since when that password was the account's; another one ends this
 * @param from where they are
 */
public record HalfSignedIn(UUID account, Instant until, Instant passwordSince, SignInDetails from)
        implements Serializable {

    /** Not where from. */
    @Override
    public String toString() {
        return "HalfSignedIn[%s]".formatted(account);
    }
}
