package studio.backline.platform.encryption;

/** Passwords for tests that are not about what a guess costs: hashed alike, for next to nothing. */
public final class QuickPasswords {

    private static final PasswordCost COST = new PasswordCost(512, 1, 1);

    private QuickPasswords() {}

    /** Under the pepper of a key store. */
    public static PasswordHash of(KeyStore store) {
        return new PasswordHash(store, COST, 4);
    }
}
