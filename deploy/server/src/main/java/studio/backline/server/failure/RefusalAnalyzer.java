package studio.backline.server.failure;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.encryption.KeyStoreRefusedException;
import studio.backline.server.settings.Problem;
import studio.backline.server.settings.SettingsRefusedException;

/** Finds the failure that explains a start that did not succeed, however deep it lies. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusalAnalyzer implements FailureAnalyzer {

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<List<Problem>> problems = problems(cause);
            if (problems.isPresent()) {
                return new StartFailure(problems.get(), failure);
            }
        }
        return new StartFailure(List.of(unforeseen(failure)), failure);
    }

    private static Optional<List<Problem>> problems(Throwable cause) {
        return switch (cause) {
            case SettingsRefusedException refused -> Optional.of(refused.problems());
            case KeyStoreRefusedException refused ->
                    Optional.of(List.of(new Problem(refused.what(), refused.remedy())));
            case DatabaseFailureException refused ->
                    Optional.of(List.of(new Problem(refused.what(), refused.remedy())));
            case PortInUseException taken ->
                    Optional.of(
                            List.of(
                                    new Problem(
                                            "Another program uses port %d."
                                                    .formatted(taken.getPort()),
                                            "Stop it, or set server.port or management.server.port"
                                                    + " to another one.")));
            case BindException unbound ->
                    Optional.of(
                            List.of(
                                    new Problem(
                                            notUnderstood(unbound),
                                            "conf/backline.yaml says what it may be.")));
            default -> Optional.empty();
        };
    }

    /** Our own settings say what is wrong with a value; a library's words would not help. */
    private static String notUnderstood(BindException unbound) {
        Throwable root = unbound;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = String.valueOf(root.getMessage());
        return root instanceof IllegalArgumentException
                        && reason.startsWith(unbound.getName().toString())
                ? reason
                : "The value of the setting %s is not understood.".formatted(unbound.getName());
    }

    private static Problem unforeseen(Throwable failure) {
        Throwable root = failure;
        Optional<String> told = Optional.empty();
        while (root.getCause() != null) {
            if (told.isEmpty()) {
                told = ownWords(root);
            }
            root = root.getCause();
        }
        String remedy =
                "Start it again; if that does not help, report it with the log file, which holds the"
                        + " details.";
        String last =
                root instanceof SQLException said
                        ? SchemaFinding.said(said).toString()
                        : String.valueOf(root.getMessage());
        return new Problem(
                told.map(words -> words.contains(last) ? words : "%s (%s)".formatted(words, last))
                        .orElse(
                                "Something failed that the server has no words for: %s: %s"
                                        .formatted(root.getClass().getSimpleName(), last)),
                remedy);
    }

    /** What our own code says of files that it could not read or write. */
    private static Optional<String> ownWords(Throwable failure) {
        return Optional.of(failure)
                .filter(UncheckedIOException.class::isInstance)
                .filter(it -> it.getStackTrace().length > 0)
                .filter(it -> it.getStackTrace()[0].getClassName().startsWith("studio.backline."))
                .map(Throwable::getMessage)
                .filter(words -> !words.equals(String.valueOf(failure.getCause())));
    }
}
