package studio.backline.platform.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A letter as an operator sees it, who has no business with to whom and what others write.
 *
 * @param recipient first letter and domain
 * @param since when it was planned, or came to what it is
 * @param reason why it waits, is refused, or is unknown: a {@code MailFault} or a word of the house
 * @param reply what the mail server said, without addresses
 * @param repeatable whether it can be sent again
 */
public record ShownLetter(
        UUID id,
        String kind,
        LetterState state,
        String recipient,
        Instant since,
        Optional<String> reason,
        Optional<String> reply,
        boolean repeatable) {}
