package studio.backline.bench.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import studio.backline.testkit.mail.SmtpLetter;

/** Threads that do nothing but send a letter again and again, as the mail library is told to. */
final class BareLoop {

    /** By this property the library is told what it would else look up for each part. */
    private static final String PARTS = "jakarta.mail.util.StreamProvider";

    private static final String PARTS_OF_ANGUS = "org.eclipse.angus.mail.util.MailStreamProvider";

    private final int port;
    private final String from;
    private final String subject;
    private final List<Part> parts;

    private BareLoop(int port, String from, String subject, List<Part> parts) {
        this.port = port;
        this.from = from;
        this.subject = subject;
        this.parts = parts;
    }

    private record Part(String subtype, String content) {}

    /** Sends what this letter, which came from the house, says. */
    static BareLoop of(int port, SmtpLetter sample) throws MessagingException, IOException {
        MimeMessage message =
                new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(
                                sample.content().getBytes(StandardCharsets.UTF_8)));
        MimeMultipart multipart = (MimeMultipart) message.getContent();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < multipart.getCount(); i++) {
            BodyPart each = multipart.getBodyPart(i);
            parts.add(
                    new Part(
                            each.isMimeType("text/html") ? "html" : "plain",
                            (String) each.getContent()));
        }
        return new BareLoop(port, sample.from(), message.getSubject(), parts);
    }

    /** Sends so many by so many threads with a connection each; gives letters per second. */
    double run(int letters, int threads) throws Exception {
        long start = System.nanoTime();
        try (ExecutorService all = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                running.add(
                        all.submit(
                                () -> {
                                    send(first, letters, threads);
                                    return first;
                                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        return letters / ((System.nanoTime() - start) / 1e9);
    }

    /** As {@link #run}, where the library need not look its parts up. */
    double runTold(int letters, int threads) throws Exception {
        System.setProperty(PARTS, PARTS_OF_ANGUS);
        try {
            return run(letters, threads);
        } finally {
            System.clearProperty(PARTS);
        }
    }

    private void send(int first, int letters, int step) throws MessagingException {
        Properties settings = new Properties();
        settings.put("mail.smtp.localhost", "example.org");
        Session session = Session.getInstance(settings);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect("127.0.0.1", port, "", null);
            for (int i = first; i < letters; i += step) {
                MimeMessage message = message(session, "reader" + i + "@example.com");
                transport.sendMessage(message, message.getAllRecipients());
            }
        }
    }

    private MimeMessage message(Session session, String to) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        message.setSentDate(new Date());
        MimeMultipart multipart = new MimeMultipart("alternative");
        for (Part each : parts) {
            MimeBodyPart part = new MimeBodyPart();
            part.setText(each.content(), "UTF-8", each.subtype());
            multipart.addBodyPart(part);
        }
        message.setContent(multipart);
        message.saveChanges();
        return message;
    }
}
