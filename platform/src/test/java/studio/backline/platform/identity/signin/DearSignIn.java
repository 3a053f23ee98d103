package studio.backline.platform.identity.signin;

import studio.backline.platform.core.Core;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.throttle.Throttle;

/** The first step with passwords as dear as the server's. */
public final class DearSignIn {

    private DearSignIn() {}

    /** Over a core of tests. */
    public static SignIn of(Core core) {
        return new SignIn(
                core.bean(Accounts.class),
                core.bean(Throttle.class),
                core.dearPasswords(),
                core.bean(SecondStep.class),
                core.bean(Welcome.class));
    }
}
