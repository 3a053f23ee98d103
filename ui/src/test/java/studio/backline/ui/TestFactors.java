package studio.backline.ui;

import java.time.Instant;
import java.util.function.Function;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.encryption.otp.TimeBasedCode;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.factor.Authenticators;
import studio.backline.platform.identity.factor.SecondFactors;

/**
 * Second factors of a house for tests, behind its pages' back.
 *
 * @param accounts by their addresses
 */
record TestFactors(SecondFactors factors, Function<String, AccountId> accounts) {

    /** Gives an account an authenticator app; what it shares with it. */
    byte[] enrol(String mail) {
        Authenticators apps = factors.authenticators();
        byte[] secret = apps.offer(accounts.apply(mail));
        if (!apps.confirm(accounts.apply(mail), codeOf(secret))) {
            throw new IllegalStateException("No app");
        }
        return secret;
    }

    /** What an app shows now. */
    static String codeOf(byte[] secret) {
        return TimeBasedCode.at(secret, TimeBasedCode.step(Instant.now()));
    }

    /** Until what is remembered of an account for a moment is forgotten. */
    static void waitForRemembered() {
        try {
            Thread.sleep(Sessions.REMEMBERED.plusMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
