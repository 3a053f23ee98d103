package studio.backline.platform.mail.smtp;

import java.time.Duration;

/**
 * How long a mail server may take.
 *
 * @param connect until it answers at all
 * @param opening until it has been greeted and signed in to
 * @param silence between two of its lines
 * @param letter for one letter, all in all
 * @param rest how long a connection stays open after a letter
 */
public record SmtpTimes(
        Duration connect, Duration opening, Duration silence, Duration letter, Duration rest) {

    /**
     * Shorter than RFC 5321 (section 4.5.3.2) grants servers that deliver to each other: this one
     * is the studio's own, and a person may wait. Servers end what rests for some minutes.
     */
    public static final SmtpTimes USUAL =
            new SmtpTimes(
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(45),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(110),
                    Duration.ofSeconds(30));

    /** For a look whether a server is there, while somebody waits for all that is looked at. */
    SmtpTimes forALook() {
        return new SmtpTimes(
                least(connect, Duration.ofSeconds(5)),
                least(opening, Duration.ofSeconds(12)),
                least(silence, Duration.ofSeconds(8)),
                letter,
                rest);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
