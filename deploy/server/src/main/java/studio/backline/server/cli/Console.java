package studio.backline.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The terminal. What is said here is meant for the person in front of it and reaches no log: the
 * one-time code of the first run, and why a start failed.
 */
public final class Console {

    private final PrintStream out;
    private final PrintStream err;
    private final BufferedReader in;

    private Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
        this.in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }

    /** The terminal of this process. */
    public static Console ofProcess() {
        return new Console(System.out, System.err);
    }

    /** Says something to the person. */
    public void say(String text) {
        out.println(text);
        out.flush();
    }

    /** Says what is wrong. */
    public void problem(String text) {
        err.println(text);
        err.flush();
    }

    /** Asks, where somebody sits in front of a terminal. */
    public void askAtTerminal(String question) {
        if (isTerminal()) {
            out.print(question);
            out.flush();
        }
    }

    /** The next line of the input; empty at its end. */
    public Optional<String> readLine() throws IOException {
        return Optional.ofNullable(in.readLine());
    }

    /** Asks for something that must not be seen; read from the input where there is no terminal. */
    public Optional<String> readSecret(String question) throws IOException {
        java.io.Console terminal = System.console();
        if (terminal == null || !terminal.isTerminal()) {
            return readLine();
        }
        char[] typed = terminal.readPassword("%s", question);
        return typed == null ? Optional.empty() : Optional.of(new String(typed));
    }

    /** Whether somebody sits in front of a terminal. */
    static boolean isTerminal() {
        java.io.Console terminal = System.console();
        return terminal != null && terminal.isTerminal();
    }
}
