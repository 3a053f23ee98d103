package studio.backline.platform.mail;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.mail.MailOutcome;
import studio.backline.platform.work.Backoff;

/**
 * How a letter's turn ended.
 *
 * @param state what it is now
 * @param pause until it may be claimed again, where it is planned
 * @param tried whether that counts as a try
 * @param closes whether nothing more is sent to its address
 */
record Settlement(
        HeldLetter letter,
        LetterState state,
        Duration pause,
        boolean tried,
        @Nullable String reason,
        @Nullable String reply,
        boolean closes) {

    private static final int LONGEST_REPLY = 500;

    /** Servers repeat the address in what they say; it has no place beside the letter. */
    private static final String ADDRESS = "<[^<>]*>|[^\\s<>@]+@[^\\s<>@]+";

    static Settlement of(HeldLetter letter, MailOutcome outcome, Backoff backoff) {
        return switch (outcome) {
            case MailOutcome.Accepted done ->
                    new Settlement(
                            letter,
                            LetterState.DONE,
                            Duration.ZERO,
                            true,
                            null,
                            cut(done.reply()),
                            false);
            case MailOutcome.Later later ->
                    planned(letter, pause(letter, backoff), true, "LATER", later.reply());
            case MailOutcome.Unavailable none ->
                    planned(letter, Duration.ZERO, false, none.fault().name(), none.reply());
            case MailOutcome.Refused refused ->
                    new Settlement(
                            letter,
                            LetterState.REFUSED,
                            Duration.ZERO,
                            true,
                            refused.fault().name(),
                            cut(refused.reply()),
                            refused.addressGone());
            case MailOutcome.Unknown unknown -> unknown(letter, unknown.reply());
        };
    }

    static Settlement unknown(HeldLetter letter, String reply) {
        return new Settlement(
                letter, LetterState.UNKNOWN, Duration.ZERO, true, "NO_REPLY", cut(reply), false);
    }

    /** As if it had not been claimed. */
    static Settlement givenBack(HeldLetter letter) {
        return new Settlement(letter, LetterState.PLANNED, Duration.ZERO, false, null, null, false);
    }

    static Settlement refused(HeldLetter letter, String reason) {
        return new Settlement(
                letter, LetterState.REFUSED, Duration.ZERO, false, reason, null, false);
    }

    private static Settlement planned(
            HeldLetter letter, Duration pause, boolean tried, String reason, String reply) {
        return new Settlement(letter, LetterState.PLANNED, pause, tried, reason, cut(reply), false);
    }

    private static Duration pause(HeldLetter letter, Backoff backoff) {
        return backoff.after(letter.tries() + 1).orElse(backoff.longest());
    }

    private static String cut(String reply) {
        String plain = reply.replaceAll(ADDRESS, "…").replaceAll("\\p{Cc}+", " ").strip();
        return plain.length() <= LONGEST_REPLY ? plain : plain.substring(0, LONGEST_REPLY);
    }
}
