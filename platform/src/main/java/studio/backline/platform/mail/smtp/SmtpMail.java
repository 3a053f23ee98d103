package studio.backline.platform.mail.smtp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.mail.MailFault;
import studio.backline.contract.mail.MailOutcome;
import studio.backline.contract.mail.MailTransport;
import studio.backline.contract.mail.OutgoingMail;
import studio.backline.platform.mail.smtp.SmtpConnection.NoConnectionException;
import studio.backline.platform.outbound.OutboundSockets;

/** Letters by SMTP. Connections stay open from one letter to the next, and not much longer. */
public final class SmtpMail implements AutoCloseable {

    private static final int MOST_RESTING = 4;

    private final Supplier<OutboundSockets> sockets;
    private final SmtpTimes times;
    private final Executor later;
    private final Deque<SmtpConnection> resting = new ArrayDeque<>();
    private @Nullable SmtpServer server;

    public SmtpMail(Supplier<OutboundSockets> sockets, SmtpTimes times) {
        this.sockets = sockets;
        this.times = times;
        this.later =
                CompletableFuture.delayedExecutor(
                        times.rest().toMillis() + 10,
                        TimeUnit.MILLISECONDS,
                        work -> Thread.ofVirtual().name("mail-rest").start(work));
    }

    /** Hands letters to this server. */
    public MailTransport to(SmtpServer chosen) {
        return mail -> send(chosen, mail);
    }

    /**
     * Connects, agrees on TLS, signs in and says goodbye; no letter is sent.
     *
     * @param from address of the sender, by whose domain this server names itself
     * @return why nothing would be taken; empty where it would
     */
    public Optional<MailOutcome.Unavailable> look(SmtpServer there, String from) {
        try {
            SmtpConnection.open(sockets.get(), times.forALook(), there, domain(from), false)
                    .close();
            return Optional.empty();
        } catch (NoConnectionException e) {
            return Optional.of(e.why());
        }
    }

    private MailOutcome send(SmtpServer chosen, OutgoingMail mail) {
        try {
            if (SmtpConnection.needsLetters(mail.to())) {
                return sendWithLetters(chosen, mail);
            }
            Optional<SmtpConnection> rested = borrow(chosen);
            if (rested.isPresent()) {
                MailOutcome outcome = sendOn(rested.get(), chosen, mail);
                // It had ended meanwhile, and the letter did not get far: it goes on another.
                if (!(outcome instanceof MailOutcome.Unavailable)) {
                    return outcome;
                }
            }
            return sendOn(open(chosen, mail.from(), false), chosen, mail);
        } catch (NoConnectionException e) {
            return e.why();
        }
    }

    private MailOutcome sendWithLetters(SmtpServer chosen, OutgoingMail mail)
            throws NoConnectionException {
        SmtpConnection connection = open(chosen, mail.from(), true);
        try {
            return connection.takesLetters()
                    ? connection.send(mail)
                    : new MailOutcome.Refused(MailFault.RECIPIENT, false, "SMTPUTF8");
        } finally {
            connection.close();
        }
    }

    private MailOutcome sendOn(SmtpConnection connection, SmtpServer chosen, OutgoingMail mail) {
        MailOutcome outcome = connection.send(mail);
        if (connection.isReady()) {
            giveBack(connection, chosen);
        }
        return outcome;
    }

    private SmtpConnection open(SmtpServer chosen, String from, boolean letters)
            throws NoConnectionException {
        return SmtpConnection.open(sockets.get(), times, chosen, domain(from), letters);
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private synchronized Optional<SmtpConnection> borrow(SmtpServer chosen) {
        if (!chosen.equals(server)) {
            closeAll();
            server = chosen;
        }
        return Optional.ofNullable(resting.pollFirst());
    }

    private void giveBack(SmtpConnection connection, SmtpServer chosen) {
        synchronized (this) {
            if (chosen.equals(server) && resting.size() < MOST_RESTING) {
                connection.rest();
                resting.addFirst(connection);
                later.execute(this::closeRested);
                return;
            }
        }
        connection.close();
    }

    private void closeRested() {
        List<SmtpConnection> tired = new ArrayList<>();
        synchronized (this) {
            while (!resting.isEmpty() && resting.peekLast().restsLongerThan(times.rest())) {
                tired.add(resting.removeLast());
            }
        }
        tired.forEach(SmtpConnection::close);
    }

    private void closeAll() {
        List<SmtpConnection> all = List.copyOf(resting);
        resting.clear();
        all.forEach(each -> Thread.ofVirtual().name("mail-close").start(each::close));
    }

    @Override
    public void close() {
        List<SmtpConnection> all;
        synchronized (this) {
            all = List.copyOf(resting);
            resting.clear();
        }
        all.forEach(SmtpConnection::close);
    }
}
