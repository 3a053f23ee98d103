package studio.backline.platform.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import studio.backline.contract.encryption.SealBrokenException;
import studio.backline.contract.mail.MailOutcome;
import studio.backline.contract.mail.OutgoingMail;
import studio.backline.platform.mail.bounce.MessageIds;
import studio.backline.platform.work.Backoff;
import studio.backline.platform.work.Contingency;
import studio.backline.platform.work.Pace;

/**
 * Hands letters over. Each is noted as in flight before and as what became of it after; where many
 * wait, some at a time, so that the notes do not cost more than the letters.
 */
@Component
class MailDelivery {

    private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final int NOTING_TRIES = 20;
    private static final Duration NOTING_PAUSE = Duration.ofSeconds(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** Of what was claimed, so much is in flight at once. */
    private static final int SHARE = 4;

    /** The most that a kill leaves unknown of a worker. */
    static final int MOST_IN_FLIGHT = 8;

    private final LetterTable table;
    private final LetterSeal seal;
    private final MailTransports transports;
    private final MailBreaker breaker;
    private final Contingency contingency;
    private final Backoff backoff;
    private final AtomicInteger atWork = new AtomicInteger();
    private volatile boolean withdrawn;

    MailDelivery(
            LetterTable table,
            LetterSeal seal,
            MailTransports transports,
            MailBreaker breaker,
            Contingency contingency) {
        this.table = table;
        this.seal = seal;
        this.transports = transports;
        this.breaker = breaker;
        this.contingency = contingency;
        this.backoff =
                new Backoff(FIRST_PAUSE, LONGEST_PAUSE, Integer.MAX_VALUE, contingency.random());
    }

    MailBatch begin(List<HeldLetter> letters, MailSettings settings) {
        contingency.passed("letters claimed");
        withdrawn = false;
        atWork.incrementAndGet();
        return new MailBatch(letters, settings, transports.of(settings), this);
    }

    /**
     * What is being handed over comes to its end, and the rest waits for the next start. Returns
     * when that is so, or when it takes longer than a stop may.
     */
    void withdraw() {
        withdrawn = true;
        long end = System.nanoTime() + Pace.STOP.toNanos();
        while (atWork.get() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    void renew(List<HeldLetter> held) {
        table.renew(held);
    }

    /** One letter's end is not known; what comes after it is not kept by it. */
    boolean giveUp(List<HeldLetter> open) {
        log.error("A letter's transport does not end; what it had in flight is unknown.");
        table.unknown(open);
        return true;
    }

    void run(MailBatch batch) {
        List<Settlement> ended = new ArrayList<>();
        List<HeldLetter> left = new ArrayList<>();
        for (HeldLetter each : batch.letters()) {
            String closed = each.closed();
            if (closed == null) {
                left.add(each);
            } else {
                ended.add(Settlement.refused(each, closed));
            }
        }
        try {
            int share = Math.clamp(batch.letters().size() / SHARE, 1, MOST_IN_FLIGHT);
            while (!left.isEmpty() && !isOver(batch)) {
                List<HeldLetter> next = left.subList(0, Math.min(share, left.size()));
                List<HeldLetter> begun = turn(batch, ended, next);
                left = left.subList(next.size(), left.size());
                contingency.passed("letters in flight");
                begun.forEach(each -> ended.add(handOver(each, batch)));
            }
            left.forEach(each -> ended.add(Settlement.givenBack(each)));
            turn(batch, ended, List.of());
            contingency.passed("letters settled");
        } catch (DataAccessException | TransactionException e) {
            log.warn("What became of letters cannot be noted; some may be shown as unknown.", e);
        } finally {
            atWork.decrementAndGet();
        }
    }

    private boolean isOver(MailBatch batch) {
        return batch.isGivenUp() || withdrawn || breaker.left().isPositive();
    }

    private List<HeldLetter> turn(MailBatch batch, List<Settlement> ended, List<HeldLetter> next) {
        if (batch.isGivenUp()) {
            return List.of();
        }
        List<HeldLetter> begun = noted(ended, next);
        batch.settled(ended);
        ended.clear();
        return begun;
    }

    /** Tries for a while: a database that starts again is no reason to know less than we do. */
    private List<HeldLetter> noted(List<Settlement> ended, List<HeldLetter> next) {
        for (int tries = 1; ; tries++) {
            try {
                return table.turn(ended, next);
            } catch (DataAccessException | TransactionException e) {
                if (tries == NOTING_TRIES) {
                    throw e;
                }
                log.warn("What became of letters cannot be noted now; trying again.");
                LockSupport.parkNanos(NOTING_PAUSE.toNanos());
            }
        }
    }

    /** One that is in flight; where nothing is taken any more it is not handed over at all. */
    private Settlement handOver(HeldLetter letter, MailBatch batch) {
        if (isOver(batch)) {
            return Settlement.givenBack(letter);
        }
        OutgoingMail mail = mail(letter, batch.settings());
        if (mail == null) {
            return Settlement.refused(letter, "UNREADABLE");
        }
        batch.at(System.nanoTime());
        MailOutcome outcome = send(mail, batch);
        batch.at(0);
        contingency.passed("letter handed over");
        if (outcome instanceof MailOutcome.Unavailable none) {
            log.warn("Letters are not taken: {}.", none.fault());
            breaker.open(none.fault());
        } else {
            breaker.close();
        }
        return Settlement.of(letter, outcome, backoff);
    }

    private static MailOutcome send(OutgoingMail mail, MailBatch batch) {
        try {
            return batch.transport().send(mail);
        } catch (RuntimeException | LinkageError e) {
            // The name alone: what a transport's exception says may hold an address.
            log.error("{} threw {}.", batch.plugin(), e.getClass().getName());
            return new MailOutcome.Unknown("");
        } finally {
            // What interrupted it is not for the note of it, nor for the next letter.
            if (Thread.interrupted()) {
                log.debug("{} was interrupted.", batch.plugin());
            }
        }
    }

    private @Nullable OutgoingMail mail(HeldLetter letter, MailSettings settings) {
        byte[] content = letter.content();
        if (content == null) {
            return null;
        }
        try {
            Map<String, String> words = seal.words(letter, content);
            return new OutgoingMail(
                    MessageIds.of(letter.id(), settings.from()),
                    settings.from().asciiHost(),
                    settings.fromName(),
                    seal.recipient(letter.workspace(), letter.id(), letter.recipient()).asciiHost(),
                    words.getOrDefault("subject", ""),
                    words.getOrDefault("text", ""),
                    words.getOrDefault("html", ""));
        } catch (SealBrokenException e) {
            log.error(
                    "Letter {} cannot be opened: its key is gone, or it was changed.", letter.id());
            return null;
        } catch (IllegalArgumentException e) {
            // Its message would hold an address; what is not in flight yet is nobody's doubt.
            log.error("Letter {} cannot be made of what was planned.", letter.id());
            return null;
        }
    }
}
