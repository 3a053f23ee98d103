package studio.backline.platform.mail.bounce;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.outbound.SocketRoute;
import studio.backline.platform.outbound.SocketRoute.TlsMode;

/**
 * Reads the box to which letters come back, by IMAP (RFC 3501). It is only looked at: nothing in it
 * is marked or deleted, as a person may read it too.
 */
final class BounceBox {

    private static final Logger log = LoggerFactory.getLogger(BounceBox.class);
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final int MOST_AT_ONCE = 500;
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
     * How far it has been read: what the box calls its own numbering (UIDVALIDITY), and the last
     * number. A new box begins with what comes from now on.
     */
    record Mark(long validity, long last) {

        static Mark read(String text) {
            String[] words = text.split(":", -1);
            return words.length == 2
                    ? new Mark(Long.parseLong(words[0]), Long.parseLong(words[1]))
                    : new Mark(-1, 0);
        }

        @Override
        public String toString() {
            return validity + ":" + last;
        }
    }

    /** Reads what is new since the mark, and gives the next one. */
    Mark read(String user, String password, Mark since, Consumer<ReturnedLetter> found)
            throws Exception {
        Session session = Session.getInstance(settings());
        return route.within(
                LONGEST,
                () -> {
                    try (IMAPStore store = (IMAPStore) session.getStore("imap")) {
                        store.connect(host, port, user, password);
                        return read(session, store, since, found);
                    }
                });
    }

    private static Mark read(
            Session session, IMAPStore store, Mark since, Consumer<ReturnedLetter> found)
            throws MessagingException {
        try (Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_ONLY);
            UIDFolder numbered = (UIDFolder) inbox;
            long validity = numbered.getUIDValidity();
            if (validity != since.validity()) {
                return new Mark(validity, Math.max(0, numbered.getUIDNext() - 1));
            }
            Message[] fresh = numbered.getMessagesByUID(since.last() + 1, UIDFolder.LASTUID);
            long last = since.last();
            for (int i = 0; i < Math.min(fresh.length, MOST_AT_ONCE); i++) {
                long uid = numbered.getUID(fresh[i]);
                if (uid > since.last()) {
                    Optional<ReturnedLetter> returned = look(session, inbox, fresh[i]);
                    returned.ifPresent(found);
                    last = Math.max(last, uid);
                }
            }
            return new Mark(validity, last);
        }
    }

    /**
     * One that cannot be read is passed over: anybody may send anything here. Where the line broke,
     * it was not the letter's fault, and it is read the next time.
     */
    private static Optional<ReturnedLetter> look(Session session, Folder inbox, Message message)
            throws MessagingException {
        try {
            return read(session, message);
        } catch (MessagingException | IOException | RuntimeException e) {
            if (!inbox.isOpen()) {
                throw new MessagingException("The line to the box broke.", e);
            }
            log.warn(
                    "A letter in the box of returned mail cannot be read ({}).",
                    e.getClass().getName());
            return Optional.empty();
        }
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
