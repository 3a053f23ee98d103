package studio.backline.platform.identity;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import studio.backline.platform.encryption.PasswordHash;

/**
 * Which passwords are good enough. No rules of composition and no expiry (NIST SP 800-63B); length,
 * a list of common ones and an estimate of the guesses it stands, all of it offline.
 */
public final class PasswordPolicy {

    /** Code points at least, as long as there is no second factor. */
    public static final int SHORTEST = 12;

    private static final int GOOD = 3;

    /** The estimate looks at no more than this: its work grows with the square of the length. */
    private static final int ESTIMATED = 64;

    /** A word says whose it is from so many characters on; a shorter one is a part of many. */
    private static final int TELLING = 3;

    private static final List<String> OURS =
            List.of("backline", "studio", "artist", "music", "label", "operator", "workspace");

    private final Zxcvbn estimate = new Zxcvbn();

    /** What is wrong with a password; empty when it is good. */
    public Optional<IdentityException> check(String password, EmailAddress email, String name) {
        return check(password, Optional.of(email), name);
    }

    /** The same, as far as it can be said: the address is still missing for those that pass. */
    public Optional<IdentityException> check(
            String password, Optional<EmailAddress> email, String name) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return refused(IdentityError.PASSWORD_TOO_SHORT, SHORTEST);
        }
        if (!PasswordHash.fits(password)) {
            return refused(IdentityError.PASSWORD_TOO_LONG, PasswordHash.MAX_BYTES);
        }
        String start = password.substring(0, Math.min(ESTIMATED, password.length()));
        if (isPersonal(start, email, name)) {
            return refused(IdentityError.PASSWORD_PERSONAL);
        }
        Strength strength = estimate.measure(start, OURS);
        boolean weak = strength.getScore() < GOOD;
        strength.wipe();
        return weak ? refused(IdentityError.PASSWORD_WEAK) : Optional.empty();
    }

    /** Throws what is wrong with a password. */
    public void require(String password, EmailAddress email, String name) {
        Optional<IdentityException> wrong = check(password, email, name);
        if (wrong.isPresent()) {
            throw wrong.get();
        }
    }

    /** 0 to 4, for a meter beside the field. */
    public int score(String password) {
        Strength strength =
                estimate.measure(
                        password.substring(0, Math.min(ESTIMATED, password.length())), OURS);
        int score = strength.getScore();
        strength.wipe();
        return score;
    }

    /** Whether little remains once the person's own words and ours are taken out. */
    private static boolean isPersonal(String password, Optional<EmailAddress> email, String name) {
        Stream<String> names = Stream.of(name.split("\\s+", 20));
        Stream<String> addresses = email.stream().flatMap(it -> Stream.of(it.key(), it.local()));
        // The longest first: one that is a part of another would leave the rest of it behind.
        List<String> words =
                Stream.concat(Stream.concat(names, addresses), Stream.of("backline"))
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .filter(word -> word.length() >= TELLING)
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        String left = password.toLowerCase(Locale.ROOT);
        for (String word : words) {
            left = left.replace(word, "");
        }
        return left.length() < password.length() && left.length() < SHORTEST / 2;
    }

    private static Optional<IdentityException> refused(IdentityError error, Object... arguments) {
        return Optional.of(new IdentityException(error, arguments));
    }
}
