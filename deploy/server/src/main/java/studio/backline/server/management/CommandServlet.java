package studio.backline.server.management;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.audit.Origin;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.backup.Backups;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.tenancy.TenancyException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes commands that carry the token; whatever else comes learns nothing. */
final class CommandServlet extends HttpServlet {

    @Serial private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CommandServlet.class);

    private static final Refusal DISK_FULL =
            new Refusal(
                    "disk-full",
                    "The disk of the data folder is full, and nothing was done.",
                    "Make room there, and try again.");

    private final transient Predicate<String> known;
    private final transient Map<String, Command> commands;

    /**
     * @param known whether a token is that of this server
     */
    CommandServlet(Predicate<String> known, Map<String, Command> commands) {
        this.known = known;
        this.commands = commands;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String token = request.getHeader(RunningServer.HEADER);
        if (token == null || !known.test(token)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        String path = request.getPathInfo();
        Command command = commands.get(path == null ? "" : path.substring(1));
        if (command == null) {
            answer(
                    response,
                    HttpServletResponse.SC_NOT_FOUND,
                    new Refusal(
                            "unknown-command",
                            "The server does not know this command.",
                            "Use the bin/backline of the version that runs."));
            return;
        }
        run(command, request, response);
    }

    private static void run(
            Command command, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Object done;
        try {
            done = Origin.ofCommandLine().call(() -> command.run(request.getInputStream()));
        } catch (IllegalArgumentException | JacksonException e) {
            LOG.debug("A command could not be read", e);
            answer(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    new Refusal("bad-command", String.valueOf(e.getMessage()), ""));
            return;
        } catch (IOException | RuntimeException e) {
            Optional<Refusal> refusal = refusal(e);
            if (refusal.isEmpty()) {
                LOG.error("A command failed", e);
            }
            answer(
                    response,
                    refusal.isPresent()
                            ? HttpServletResponse.SC_CONFLICT
                            : HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                    refusal.orElseGet(() -> unexpected(e)));
            return;
        }
        answer(response, HttpServletResponse.SC_OK, done);
    }

    /** What is known of a command that was not done. */
    private static Optional<Refusal> refusal(Exception failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case PluginRefusedException e -> new Refusal(e.code(), e.what(), e.remedy());
                    case BackupRefusedException e -> new Refusal(e.code(), e.what(), e.remedy());
                    case IdentityException e ->
                            new Refusal(e.error().key(), e.text(Locale.ENGLISH), "");
                    case TenancyException e ->
                            new Refusal(e.code(), String.valueOf(e.getMessage()), "");
                    default -> isDiskFull(failure) ? DISK_FULL : null;
                });
    }

    private static boolean isDiskFull(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(Backups::isDiskFull);
    }

    private static Refusal unexpected(Exception failure) {
        return new Refusal(
                "failed",
                "The command failed: something unexpected came in between (%s)."
                        .formatted(failure.getClass().getSimpleName()),
                "The server's log has the place where it happened.");
    }

    private static void answer(HttpServletResponse response, int status, Object body)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(body));
    }
}
