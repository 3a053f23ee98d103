package studio.backline.server.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import studio.backline.server.management.Refusal;
import studio.backline.server.management.RunningServer;
import studio.backline.server.settings.DataFolder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the server that runs on a data folder. */
public final class ServerClient {

    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LONG_PATIENCE = Duration.ofHours(24);

    private final RunningServer server;

    private ServerClient(RunningServer server) {
        this.server = server;
    }

    /** The server of a data folder; empty where none runs. */
    static Optional<ServerClient> find(Path data) throws IOException, Refused {
        Path file = DataFolder.run(data).resolve(RunningServer.FILE);
        try {
            RunningServer server =
                    JsonMapper.shared().readValue(Files.readAllBytes(file), RunningServer.class);
            // A killed server leaves its file behind.
            boolean alive = ProcessHandle.of(server.pid()).isPresent();
            return alive ? Optional.of(new ServerClient(server)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new Refused(
                    "no-access",
                    "'%s' cannot be read. Run this as the user that the server runs as."
                            .formatted(file));
        }
    }

    /** Whether to look again for a server that starts. */
    interface Patience {

        /** Lets some time pass, unless it is at its end. */
        boolean lasts(String holder) throws Refused;
    }

    /** The server of a data folder; awaited while it starts, empty where none runs. */
    static Optional<ServerClient> await(Path data, Patience patience) throws IOException, Refused {
        Optional<ServerClient> client = find(data);
        Optional<String> holder = DataFolder.heldBy(data);
        while (client.isEmpty() && holder.isPresent()) {
            if (!patience.lasts(holder.get())) {
                throw new Refused(
                        "starting",
                        "A server is starting or stopping on this data folder (%s) and takes no commands yet. Try again when its console says that Backline is ready."
                                .formatted(holder.get()));
            }
            client = find(data);
            holder = DataFolder.heldBy(data);
        }
        return client;
    }

    RunningServer server() {
        return server;
    }

    /** Sends a command and waits for the answer, ten minutes at most. */
    public <T> T send(String command, Object body, Class<T> answer) throws IOException, Refused {
        return send(
                command,
                BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body)),
                answer);
    }

    <T> T sendFile(String command, Path file, Class<T> answer) throws IOException, Refused {
        return send(command, BodyPublishers.ofFile(file), answer);
    }

    /** The same for a command that may take hours. */
    public <T> T sendLong(String command, Object body, Class<T> answer)
            throws IOException, Refused {
        byte[] json = JsonMapper.shared().writeValueAsBytes(body);
        return send(command, BodyPublishers.ofByteArray(json), answer, LONG_PATIENCE);
    }

    private <T> T send(String command, BodyPublisher body, Class<T> type)
            throws IOException, Refused {
        return send(command, body, type, PATIENCE);
    }

    private <T> T send(String command, BodyPublisher body, Class<T> type, Duration patience)
            throws IOException, Refused {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(server.managementUrl() + RunningServer.PATH + command))
                        .header(RunningServer.HEADER, server.token())
                        .timeout(patience)
                        .POST(body)
                        .build();
        HttpResponse<byte[]> response = exchange(request);
        if (response.statusCode() == OK) {
            return JsonMapper.shared().readValue(response.body(), type);
        }
        throw refusal(response);
    }

    private static HttpResponse<byte[]> exchange(HttpRequest request) throws Refused {
        try (HttpClient client =
                HttpClient.newBuilder()
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .sslContext(trustingNobody())
                        .build()) {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new Refused(
                    "not-running",
                    "No server answers any more where one ran. Start it: bin/backline serve");
        } catch (HttpTimeoutException e) {
            throw new Refused(
                    "no-answer",
                    "The server has not answered in %d minutes, and may still be at it."
                            .formatted(PATIENCE.toMinutes()));
        } catch (IOException e) {
            throw new Refused(
                    "cut-off",
                    "The server ended before it had answered. Start it, and look what has become of"
                            + " the command; its log says why it ended.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted", "Interrupted; the server may still be at it.");
        }
    }

    /** It speaks plain HTTP on loopback: reading all authorities of the web takes longer. */
    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS.", e);
        }
    }

    private static Refused refusal(HttpResponse<byte[]> response) {
        try {
            Refusal refusal = JsonMapper.shared().readValue(response.body(), Refusal.class);
            return refusal.code() == null
                    ? noAnswer(response)
                    : new Refused(
                            refusal.code(), (refusal.what() + " " + refusal.remedy()).strip());
        } catch (JacksonException e) {
            return noAnswer(response);
        }
    }

    private static Refused noAnswer(HttpResponse<byte[]> response) {
        return new Refused(
                "no-answer",
                "The server did not take the command (HTTP %d). Use the bin/backline of the version that runs; its log may say more."
                        .formatted(response.statusCode()));
    }
}
