package studio.backline.platform.database;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A schema is not as it must be, or a migration failed. Nothing of it was kept. */
public final class SchemaRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String OVERDUE = "step.overdue";

    private final transient List<SchemaFinding> findings;

    /**
     * @param schema the schema that was refused
     * @param findings what was found, fit to be shown to the operator
     */
    public SchemaRefusedException(
            String schema, List<SchemaFinding> findings, @Nullable Throwable cause) {
        super("The schema '%s' was refused: %s".formatted(schema, told(findings)), cause);
        this.findings = List.copyOf(findings);
    }

    /** The migrations took longer than they may, and were broken off. */
    public static SchemaRefusedException overdue(String schema, Duration longest, Exception how) {
        return new SchemaRefusedException(
                schema, List.of(SchemaFinding.of(OVERDUE, longest.toSeconds())), how);
    }

    /** Whether it is the time that was over, and nothing is known to be wrong. */
    public boolean isOverdue() {
        return findings.stream().anyMatch(finding -> finding.key().equals(OVERDUE));
    }

    /** What was found. */
    public List<SchemaFinding> findings() {
        return findings;
    }

    /** The same as one text. */
    public String told() {
        return told(findings);
    }

    private static String told(List<SchemaFinding> findings) {
        return findings.stream().map(SchemaFinding::toString).collect(Collectors.joining(" "));
    }
}
