package studio.backline.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.backline.server.cli.DoctorCommand.Finding;
import studio.backline.server.cli.DoctorCommand.Verdict;
import studio.backline.server.management.ServerState;
import studio.backline.server.settings.DataFolder;

/** Does a server run, and what does it say of its database? */
final class ServerExamination {

    private final Path data;

    ServerExamination(Path data) {
        this.data = data;
    }

    void examine(List<Finding> findings) throws IOException, Refused {
        Optional<ServerClient> client = ServerClient.find(data);
        if (client.isEmpty()) {
            findings.add(new Finding("server", Verdict.HINT, noServer()));
            return;
        }
        findings.add(
                new Finding(
                        "server",
                        Verdict.GOOD,
                        "Runs at %s (process %d)."
                                .formatted(
                                        client.get().server().url(), client.get().server().pid())));
        ServerState state = client.get().send("status", "", ServerState.class);
        findings.add(
                state.databaseAnswers()
                        ? new Finding(
                                "database",
                                Verdict.GOOD,
                                "Answers at %s, PostgreSQL %s."
                                        .formatted(state.databaseUrl(), state.databaseVersion()))
                        : new Finding(
                                "database",
                                Verdict.BAD,
                                "Does not answer at %s. The server's log says why."
                                        .formatted(state.databaseUrl())));
        state.databaseFindings()
                .forEach(found -> findings.add(new Finding("database", Verdict.BAD, found)));
        findings.add(listening(state));
        findings.add(
                state.refusedNames().isEmpty()
                        ? new Finding("contacts", Verdict.GOOD, "No name was looked up.")
                        : new Finding(
                                "contacts",
                                Verdict.BAD,
                                "Something in it asked for names that are not looked up: %s."
                                        .formatted(String.join(", ", state.refusedNames()))));
    }

    private String noServer() throws IOException {
        return DataFolder.heldBy(data)
                .map(
                        holder ->
                                "One is starting or stopping on this data folder (%s), so the database was not asked. Look again when it is ready."
                                        .formatted(holder))
                .orElse("None runs on this data folder, so the database was not asked.");
    }

    private static Finding listening(ServerState state) {
        return state.databaseListensOn().isEmpty()
                ? new Finding(
                        "listening",
                        Verdict.HINT,
                        "The database is not Backline's own; who reaches it is for its keeper to say.")
                : new Finding(
                        "listening",
                        state.databaseListensOn().matches("127\\.0\\.0\\.1|localhost|::1")
                                ? Verdict.GOOD
                                : Verdict.BAD,
                        "The database listens on %s.".formatted(state.databaseListensOn()));
    }
}
