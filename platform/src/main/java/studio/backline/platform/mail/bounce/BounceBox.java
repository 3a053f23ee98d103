package studio.backline.platform.mail.bounce;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.mail.MailOutcome;
import studio.backline.platform.outbound.SocketRoute;
import studio.backline.platform.outbound.SocketRoute.TlsMode;

/**
 * Reads the box to which letters come back, by IMAP (RFC 3501). It is only looked at: nothing in it
 * is marked or deleted, as a person may read it too.
 */
final class BounceBox {

    private static final Logger log = LoggerFactory.getLogger(BounceBox.class);
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofSeconds(12);
    private static final Duration DAYS_APART = Duration.ofDays(2);
    private static final String INBOX = "INBOX";
    private static final int MOST_AT_ONCE = 500;

    /** So often it goes on where a line broke; then the next look does. */
    private static final int MOST_LINES = 10;

    private static final int MOST_BYTES = 2 * 1024 * 1024;

    private final SocketRoute route;
    private final TlsMode tls;
    private final String host;
    private final int port;

    BounceBox(SocketRoute route, TlsMode tls, String host, int port) {
        this.route = route;
        this.tls = tls;
        this.host = host;
        this.port = port;
    }

    /**
     * How far it has been read: what the box calls its own numbering (UIDVALIDITY), the last
     * number, and when all that was there had been read. Where the numbering is another one, that
     * time is what still holds.
     */
    record Mark(long validity, long last, Instant at) {

        /** Of a box that was never read: what comes from then on is looked at. */
        static Mark begin(Instant at) {
            return new Mark(-1, 0, at);
        }

        /** Empty where that is none. */
        static Optional<Mark> parse(String text) {
            String[] words = text.split(":", -1);
            return words.length == 3
                    ? Optional.of(
                            new Mark(
                                    Long.parseLong(words[0]),
                                    Long.parseLong(words[1]),
                                    Instant.ofEpochSecond(Long.parseLong(words[2]))))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return validity + ":" + last + ":" + at.getEpochSecond();
        }
    }

    /** The box could not be opened, or not read to its end. */
    static final class UnreadException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient MailOutcome.Unavailable why;

        UnreadException(Exception cause, boolean opened) {
            super(cause.getClass().getName(), cause);
            this.why = BoxVerdict.of(cause, opened);
        }

        MailOutcome.Unavailable why() {
            return why;
        }
    }

    /** Signs in and sees that the box is there; nothing in it is looked at. */
    void look(String user, String password) throws UnreadException {
        Properties settings = settings();
        settings.put("mail.imap.connectiontimeout", "5000");
        settings.put("mail.imap.timeout", "8000");
        Session session = Session.getInstance(settings);
        AtomicBoolean opened = new AtomicBoolean();
        try {
            route.within(
                    LOOK,
                    () -> {
                        try (IMAPStore store = (IMAPStore) session.getStore("imap")) {
                            store.connect(host, port, user, password);
                            opened.set(true);
                            try (Folder inbox = store.getFolder(INBOX)) {
                                inbox.open(Folder.READ_ONLY);
                                return inbox.isOpen();
                            }
                        }
                    });
        } catch (Exception e) {
            throw new UnreadException(e, opened.get());
        }
    }

    /** Reads what is new since the mark, and gives the next one. */
    Mark read(String user, String password, Mark since, Consumer<ReturnedLetter> found)
            throws UnreadException {
        AtomicBoolean opened = new AtomicBoolean();
        try {
            return read(
                    session -> {
                        IMAPStore store = (IMAPStore) session.getStore("imap");
                        store.connect(host, port, user, password);
                        opened.set(true);
                        return store;
                    },
                    since,
                    found);
        } catch (Exception e) {
            throw new UnreadException(e, opened.get());
        }
    }

    /** Opens a line of its own. */
    private interface Entry {

        IMAPStore open(Session session) throws MessagingException;
    }

    private Mark read(Entry entry, Mark since, Consumer<ReturnedLetter> found) throws Exception {
        Session session = Session.getInstance(settings());
        Mark reached = since;
        OptionalLong broke = OptionalLong.empty();
        OptionalLong passedOver = OptionalLong.empty();
        for (int line = 0; line < MOST_LINES; line++) {
            Turn last = new Turn(reached, passedOver);
            Turn turn =
                    route.within(
                            LONGEST,
                            () -> {
                                try (IMAPStore store = entry.open(session)) {
                                    return read(session, store, last, found);
                                }
                            });
            reached = turn.reached();
            if (turn.at().isEmpty()) {
                return reached;
            }
            // At the same letter twice: it is the letter, and not the line.
            passedOver = turn.at().equals(broke) ? broke : OptionalLong.empty();
            broke = turn.at();
        }
        return reached;
    }

    /**
     * What one line begins with, or brought.
     *
     * @param at the number of the letter that it is to pass over, or at which it broke
     */
    private record Turn(Mark reached, OptionalLong at) {}

    private static Turn read(
            Session session, IMAPStore store, Turn last, Consumer<ReturnedLetter> found)
            throws MessagingException {
        Instant begun = Instant.now();
        try (Folder inbox = store.getFolder(INBOX)) {
            inbox.open(Folder.READ_ONLY);
            UIDFolder numbered = (UIDFolder) inbox;
            Mark since = numberedAs(inbox, numbered, last.reached());
            long validity = since.validity();
            Message[] fresh = numbered.getMessagesByUID(since.last() + 1, UIDFolder.LASTUID);
            long reached = since.last();
            for (int i = 0; i < Math.min(fresh.length, MOST_AT_ONCE); i++) {
                long uid = numbered.getUID(fresh[i]);
                if (uid <= since.last()) {
                    continue;
                }
                boolean passedOver = last.at().equals(OptionalLong.of(uid));
                if (!passedOver && !look(session, inbox, fresh[i], found)) {
                    return new Turn(new Mark(validity, reached, since.at()), OptionalLong.of(uid));
                }
                reached = uid;
            }
            Instant read = fresh.length <= MOST_AT_ONCE ? begun : since.at();
            return new Turn(new Mark(validity, reached, read), OptionalLong.empty());
        }
    }

    /**
     * The same mark in the numbers of now. A box that is new, or was numbered anew, is read from
     * the day on at which it was last known, and some before: servers search by days, of a zone of
     * their own. What was read already says the same again.
     */
    private static Mark numberedAs(Folder inbox, UIDFolder numbered, Mark known)
            throws MessagingException {
        long validity = numbered.getUIDValidity();
        if (validity == known.validity()) {
            return known;
        }
        long newest = Math.max(0, numbered.getUIDNext() - 1);
        Message[] since =
                inbox.search(
                        new ReceivedDateTerm(
                                ComparisonTerm.GE, Date.from(known.at().minus(DAYS_APART))));
        long last = since.length == 0 ? newest : numbered.getUID(since[0]) - 1;
        return new Mark(validity, last, known.at());
    }

    /**
     * Reads one; what cannot be read is passed over, as anybody may send anything here.
     *
     * @return false where the line broke, which need not be the letter's fault
     */
    private static boolean look(
            Session session, Folder inbox, Message message, Consumer<ReturnedLetter> found) {
        Optional<ReturnedLetter> returned = Optional.empty();
        try {
            returned = read(session, message);
        } catch (MessagingException | IOException | RuntimeException e) {
            if (!inbox.isOpen()) {
                return false;
            }
            log.warn(
                    "A letter in the box of returned mail cannot be read ({}).",
                    e.getClass().getName());
        }
        returned.ifPresent(found);
        return true;
    }

    private static Optional<ReturnedLetter> read(Session session, Message message)
            throws MessagingException, IOException {
        if (message instanceof IMAPMessage stored
                && stored.getSize() <= MOST_BYTES
                && stored.isMimeType("multipart/report")) {
            stored.setPeek(true);
            try (InputStream in = stored.getMimeStream()) {
                byte[] whole = in.readNBytes(MOST_BYTES);
                return ReturnedLetter.of(new MimeMessage(session, new ByteArrayInputStream(whole)));
            }
        }
        return Optional.empty();
    }

    private Properties settings() {
        Properties settings = new Properties();
        boolean starttls = tls == TlsMode.STARTTLS;
        settings.put("mail.imap.socketFactory", route.sockets());
        settings.put("mail.imap.socketFactory.fallback", "false");
        settings.put("mail.imap.ssl.socketFactory", route.tls());
        settings.put("mail.imap.ssl.checkserveridentity", "true");
        settings.put("mail.imap.starttls.enable", String.valueOf(starttls));
        settings.put("mail.imap.starttls.required", String.valueOf(starttls));
        settings.put("mail.imap.connectiontimeout", "15000");
        settings.put("mail.imap.timeout", "60000");
        settings.put("mail.imap.auth.mechanisms", "PLAIN LOGIN");
        return settings;
    }
}
