package studio.backline.server.management;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.tenancy.TenancyException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes commands that carry the token; whatever else comes learns nothing. */
final class CommandServlet extends HttpServlet {

    @Serial private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CommandServlet.class);

    private final transient Announcement server;
    private final transient Map<String, Command> commands;

    CommandServlet(Announcement server, Map<String, Command> commands) {
        this.server = server;
        this.commands = commands;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String token = request.getHeader(RunningServer.HEADER);
        if (token == null || !server.isFrom(token)) {
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
        int conflict = HttpServletResponse.SC_CONFLICT;
        try {
            answer(response, HttpServletResponse.SC_OK, command.run(request.getInputStream()));
        } catch (PluginRefusedException e) {
            answer(response, conflict, new Refusal(e.code(), e.what(), e.remedy()));
        } catch (IdentityException e) {
            answer(response, conflict, new Refusal(e.error().key(), e.text(Locale.ENGLISH), ""));
        } catch (BackupRefusedException e) {
            answer(response, conflict, new Refusal(e.code(), e.what(), e.remedy()));
        } catch (TenancyException e) {
            answer(response, conflict, new Refusal(e.code(), String.valueOf(e.getMessage()), ""));
        } catch (IllegalArgumentException | JacksonException e) {
            LOG.debug("A command could not be read", e);
            answer(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    new Refusal("bad-command", String.valueOf(e.getMessage()), ""));
        } catch (RuntimeException e) {
            LOG.error("A command failed", e);
            answer(
                    response,
                    HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                    new Refusal(
                            "failed",
                            "The command failed: something unexpected came in between (%s)."
                                    .formatted(e.getClass().getSimpleName()),
                            "The server's log has the place where it happened."));
        }
    }

    private static void answer(HttpServletResponse response, int status, Object body)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(body));
    }
}
