package studio.backline.testkit.mail;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/** What is said on one connection of a {@link FakeSmtpServer}. */
final class SmtpConversation {

    private static final int SLOW_MILLIS = 200;

    private final FakeSmtpServer server;
    private final Socket plain;
    private InputStream in;
    private OutputStream out;
    private boolean encrypted;
    private boolean signedIn;
    private String from = "";
    private String to = "";
    private SmtpTurn turn = SmtpTurn.TAKE;

    SmtpConversation(FakeSmtpServer server, Socket plain) throws IOException {
        this.server = server;
        this.plain = plain;
        plain.setTcpNoDelay(true);
        this.in = new BufferedInputStream(plain.getInputStream());
        this.out = new BufferedOutputStream(plain.getOutputStream());
        this.signedIn = server.credentials().isEmpty();
    }

    void hold() throws IOException {
        if (server.tls() == FakeSmtpServer.Tls.IMPLICIT) {
            encrypt();
        }
        say("220 fake.test ESMTP");
        boolean goesOn = true;
        while (goesOn) {
            goesOn = answer(line());
        }
    }

    private boolean answer(String line) throws IOException {
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("EHLO")) {
            greet();
        } else if (command.equals("STARTTLS")) {
            say("220 go ahead");
            encrypt();
        } else if (command.startsWith("AUTH ")) {
            signIn(line.substring("AUTH ".length()));
        } else if (command.startsWith("MAIL FROM:")) {
            server.sender(line);
            return sender(address(line));
        } else if (command.startsWith("RCPT TO:")) {
            recipient(address(line));
        } else if (command.equals("DATA")) {
            return content();
        } else if (command.equals("QUIT")) {
            say("221 bye");
            return false;
        } else {
            say("250 ok");
        }
        return true;
    }

    private void greet() throws IOException {
        StringBuilder offered = new StringBuilder("250-fake.test\r\n");
        if (server.tls() == FakeSmtpServer.Tls.STARTTLS && !encrypted) {
            offered.append("250-STARTTLS\r\n");
        } else if (server.credentials().isPresent()) {
            offered.append("250-AUTH PLAIN LOGIN\r\n");
        }
        server.extensions().forEach(each -> offered.append("250-").append(each).append("\r\n"));
        say(offered + "250 SIZE 10000000");
    }

    private void signIn(String mechanism) throws IOException {
        String[] words = mechanism.split(" ");
        String given = words.length > 1 ? words[1] : ask("");
        String said;
        if (words[0].equalsIgnoreCase("PLAIN")) {
            String decoded = decoded(given);
            said = decoded.substring(decoded.indexOf('\0') + 1);
        } else {
            String user = words.length > 1 ? decoded(given) : decoded(ask("VXNlcm5hbWU6"));
            said = user + '\0' + decoded(ask("UGFzc3dvcmQ6"));
        }
        signedIn = server.credentials().filter(said::equals).isPresent();
        say(signedIn ? "235 2.7.0 welcome" : "535 5.7.8 wrong name or password");
    }

    private String ask(String challenge) throws IOException {
        say("334 " + challenge);
        return line();
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private boolean sender(String address) throws IOException {
        if (server.tls() == FakeSmtpServer.Tls.STARTTLS && !encrypted) {
            say("530 5.7.0 must issue a STARTTLS command first");
            return true;
        }
        if (!signedIn) {
            say("530 5.7.0 sign in first");
            return true;
        }
        from = address;
        turn = server.turn(new SmtpLetter(from, "", ""));
        if (turn == SmtpTurn.CLOSE_SERVICE) {
            say("421 4.3.2 closing");
            return false;
        }
        if (turn == SmtpTurn.SILENT) {
            line();
            return false;
        }
        step(
                turn == SmtpTurn.REFUSE_SENDER
                        ? "550 5.7.1 letters of this sender are not taken"
                        : "250 2.1.0 ok");
        return true;
    }

    private void recipient(String address) throws IOException {
        to = address;
        step(
                switch (turn) {
                    case RECIPIENT_LATER -> "451 4.7.1 <" + to + "> come again later";
                    case RECIPIENT_GONE -> "550 5.1.1 <" + to + "> is not here";
                    case RECIPIENT_REFUSED -> "550 5.7.1 not for us";
                    default -> "250 2.1.5 ok";
                });
    }

    private boolean content() throws IOException {
        step("354 go ahead");
        if (turn == SmtpTurn.CUT_IN_CONTENT) {
            line();
            return false;
        }
        SmtpLetter letter = new SmtpLetter(from, to, read());
        switch (turn) {
            case REFUSE_CONTENT -> say("554 5.6.0 not this letter");
            case CONTENT_LATER -> say("452 4.3.1 no room");
            case LOSE_AFTER_END -> {
                return false;
            }
            case CUT_AFTER_END -> {
                server.take(letter);
                return false;
            }
            case SILENT_AFTER_END -> {
                server.take(letter);
                line();
                return false;
            }
            default -> {
                server.take(letter);
                step("250 2.0.0 taken");
            }
        }
        return true;
    }

    private String read() throws IOException {
        StringBuilder content = new StringBuilder();
        for (String line = line(); !line.equals("."); line = line()) {
            content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return content.toString();
    }

    private void step(String answer) throws IOException {
        if (turn == SmtpTurn.SLOW) {
            try {
                TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EOFException("interrupted");
            }
        }
        say(answer);
    }

    private void say(String answer) throws IOException {
        out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        if (next < 0) {
            throw new EOFException("The other side went.");
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static String address(String line) {
        int begin = line.indexOf('<');
        int end = line.indexOf('>', begin);
        return line.substring(begin + 1, end);
    }

    private void encrypt() throws IOException {
        SSLSocket secure =
                (SSLSocket)
                        server.certificate()
                                .getSocketFactory()
                                .createSocket(plain, "localhost", plain.getPort(), true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        in = new BufferedInputStream(secure.getInputStream());
        out = new BufferedOutputStream(secure.getOutputStream());
        encrypted = true;
    }
}
