package studio.backline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What one benchmark found. */
public final class Report {

    private final Consumer<String> console;
    private final List<Result> results = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Report(Consumer<String> console) {
        this.console = console;
    }

    /** Prints a result and keeps it for the results file. */
    public void add(Result result) {
        results.add(result);
        console.accept(result.row());
    }

    /** Says what is being done; it is printed alone. */
    public void progress(String text) {
        console.accept("  " + text);
    }

    /** Keeps a paragraph in Markdown for the results file, below the table. */
    public void note(String markdown) {
        notes.add(markdown.strip());
        console.accept(markdown.strip());
    }

    boolean holds() {
        return !results.isEmpty() && results.stream().allMatch(Result::holds);
    }

    /** The table and the notes, in Markdown. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append("| what | ours | limit | ratio | wanted | holds |\n");
        text.append("| --- | ---: | ---: | ---: | --- | --- |\n");
        results.forEach(result -> text.append(result.row()).append('\n'));
        notes.forEach(note -> text.append('\n').append(note).append('\n'));
        return text.toString();
    }
}
