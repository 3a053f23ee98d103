package studio.backline.testkit.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What goes wrong at an endpoint, once or as long as it is told to. */
public sealed interface Fault {

    /** What it is called in a list of tests. */
    String name();

    /** An error of the protocol (RFC 6749, section 5.2). */
    static Fault error(int status, String code) {
        return new Instead(status + " " + code, Reply.error(status, code));
    }

    /** An error of the server, with nothing of the protocol in it. */
    static Fault status(int status) {
        return new Instead("bare " + status, Reply.page(status, "<h1>%d</h1>".formatted(status)));
    }

    /** An error that says when to come back (RFC 9110, section 10.2.3). */
    static Fault comeBack(int status, String retryAfter) {
        return new Instead(
                status + " with Retry-After " + retryAfter,
                new Reply(status, Map.of("Retry-After", retryAfter), ""));
    }

    /** A page for people in the place of an answer. */
    static Fault html() {
        return new Instead("a page", Reply.page(200, "<html><body>Welcome back</body></html>"));
    }

    /** An answer that is no JSON, and says it is. */
    static Fault garbage() {
        return new Instead(
                "garbage",
                new Reply(200, Map.of("Content-Type", "application/json"), "{\"access_token\":"));
    }

    /** JSON without anything in it. */
    static Fault empty() {
        return new Instead("an empty object", Reply.json(200, Map.of()));
    }

    /** More than anybody reads. */
    static Fault huge() {
        return new Instead("huge", Reply.json(200, Map.of("access_token", "x".repeat(2 << 20))));
    }

    /** Elsewhere. */
    static Fault redirect(String where) {
        return new Instead("a redirect", Reply.redirect(where));
    }

    /** Nothing at all, for longer than anybody waits. */
    static Fault slow() {
        return new Transport("slow", true);
    }

    /** Half of an answer. */
    static Fault cut() {
        return new Transport("cut", false);
    }

    /** The honest answer with a field of another value; null takes it out. */
    static Fault field(String name, Object value) {
        return new Bent(
                name + " is " + value,
                content -> {
                    Map<String, Object> bent = new LinkedHashMap<>(content);
                    bent.put(name, value);
                    return bent;
                });
    }

    /** The honest answer without a field. */
    static Fault without(String name) {
        return new Bent(
                "no " + name,
                content -> {
                    Map<String, Object> bent = new LinkedHashMap<>(content);
                    bent.remove(name);
                    return bent;
                });
    }

    /** The person is sent back with another value of a parameter. */
    static Fault returned(String parameter, String value) {
        return new BentReturn(
                parameter + " is " + value,
                sent -> {
                    Map<String, String> bent = new LinkedHashMap<>(sent);
                    bent.put(parameter, value);
                    return bent;
                },
                "");
    }

    /** The person is sent back without a parameter. */
    static Fault returnedWithout(String parameter) {
        return new BentReturn(
                "no " + parameter,
                sent -> {
                    Map<String, String> bent = new LinkedHashMap<>(sent);
                    bent.remove(parameter);
                    return bent;
                },
                "");
    }

    /** The person is sent back with a parameter twice. */
    static Fault returnedTwice(String parameter) {
        return new BentReturn(
                parameter + " twice", UnaryOperator.identity(), "&" + parameter + "=again");
    }

    /** The person is sent back with an error in the place of a code (section 4.1.2.1). */
    static Fault refused(String code) {
        return new BentReturn(
                "refused: " + code,
                sent -> {
                    Map<String, String> bent = new LinkedHashMap<>(sent);
                    bent.remove("code");
                    bent.put("error", code);
                    bent.put("error_description", "<script>Said by the fake provider.</script>");
                    return bent;
                },
                "");
    }

    /** Another answer than the honest one; nothing is done. */
    record Instead(String name, Reply reply) implements Fault {}

    /** What is asked is done, and the answer gets lost. */
    record Transport(String name, boolean silent) implements Fault {}

    /** What is asked is done, and the answer tells it otherwise. */
    record Bent(String name, UnaryOperator<Map<String, Object>> change) implements Fault {}

    /** What is asked is done, and the person is sent back with something else. */
    record BentReturn(String name, UnaryOperator<Map<String, String>> change, String more)
            implements Fault {}
}
