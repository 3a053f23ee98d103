package studio.backline.platform.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A schema is not as it must be, or a migration failed. Nothing of it was kept. */
public final class SchemaRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> findings;

    /**
     * @param schema the schema that was refused
     * @param findings one sentence each, fit to be shown to the operator
     */
    public SchemaRefusedException(String schema, List<String> findings, @Nullable Throwable cause) {
        super(
                "The schema '%s' was refused: %s".formatted(schema, String.join(" ", findings)),
                cause);
        this.findings = List.copyOf(findings);
    }

    /** What was found, one sentence each. */
    public List<String> findings() {
        return findings;
    }
}
