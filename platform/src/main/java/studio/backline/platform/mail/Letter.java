package studio.backline.platform.mail;

import java.time.Duration;
import java.util.Optional;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.identity.EmailAddress;

/**
 * A letter to be planned.
 *
 * @param kind what it is, as the mail screen names it: {@code invitation}
 * @param workspace whose it is; empty for the instance's own
 * @param to to whom
 * @param goodFor how long it is worth handing over
 */
public record Letter(
        String kind,
        Optional<WorkspaceId> workspace,
        EmailAddress to,
        LetterText text,
        Duration goodFor) {

    /** Not to whom, nor what. */
    @Override
    public String toString() {
        return "Letter[%s]".formatted(kind);
    }
}
