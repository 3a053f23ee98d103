package studio.backline.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens a fresh house as its operator does in a browser: five plain pages, then a sign-in. */
public final class FirstEvening {

    private static final Pattern SHEET_LINE = Pattern.compile("<code>([^<]+)</code>");

    private FirstEvening() {}

    /**
     * Who opened the house.
     *
     * @param name as the others see it
     * @param mail what they sign in with
     * @param password theirs
     */
    public record Operator(String name, String mail, String password) {

        /** The one that tests use. */
        public static Operator usual() {
            return new Operator(
                    "Tomke Wiebe", "tomke@backline.test", "seven kettles on the quay wall");
        }
    }

    /** Goes through the wizard and gives whoever may sign in from now on. */
    public static Operator open(PackagedServer server) {
        Operator operator = Operator.usual();
        Visitor visitor = server.visitor();
        String code =
                server.firstRunCode()
                        .orElseThrow(
                                () ->
                                        new AssertionError(
                                                "No code on the console:\n" + server.console()));
        Page you = visitor.submit(visitor.open("first-run/code"), Map.of("code", code));
        Page plays =
                visitor.submit(
                        you,
                        Map.of(
                                "name", operator.name(),
                                "mail", operator.mail(),
                                "password", operator.password()));
        Page sheet = visitor.submit(plays, Map.of("poster", "Postwagen"));
        String word = lastWord(sheet);
        Page open = visitor.submit(sheet, Map.of());
        Page done = visitor.submit(open, Map.of("word", word));
        if (!done.url().getPath().equals("/sign-in")) {
            throw new AssertionError("The house does not open:\n" + done.body());
        }
        return operator;
    }

    /** A visitor who has signed in. */
    public static Visitor signIn(PackagedServer server, Operator operator) {
        Visitor visitor = server.visitor();
        Page after =
                visitor.submit(
                        visitor.open("sign-in"),
                        Map.of("username", operator.mail(), "password", operator.password()));
        if (after.url().getPath().equals("/sign-in")) {
            throw new AssertionError("The sign-in is refused:\n" + after.body());
        }
        return visitor;
    }

    private static String lastWord(Page sheet) {
        Matcher line = SHEET_LINE.matcher(sheet.body());
        List<String> lines = new ArrayList<>();
        while (line.find()) {
            lines.add(line.group(1).strip());
        }
        if (lines.isEmpty()) {
            throw new AssertionError("No recovery sheet on the page:\n" + sheet.body());
        }
        String last = lines.getLast();
        return last.substring(last.length() - 4);
    }
}
