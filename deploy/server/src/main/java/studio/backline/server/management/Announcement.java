package studio.backline.server.management;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.identity.FirstRun;
import studio.backline.server.cli.Console;
import studio.backline.server.settings.DataFolder;
import tools.jackson.databind.json.JsonMapper;

/** Says that the server is ready: to the person at the console, and to commands by a file. */
public final class Announcement
        implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private final Environment environment;
    private final FirstRun firstRun;
    private final Path run;
    private final Path file;
    private final String token = SecureTokens.token();

    public Announcement(Environment environment, DataFolder folder, FirstRun firstRun) {
        this.environment = environment;
        this.firstRun = firstRun;
        this.run = folder.run();
        this.file = run.resolve(RunningServer.FILE);
    }

    /** Whether a command carries this server's token. */
    boolean isFrom(String presented) {
        return SecureTokens.same(presented, token);
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        String url = url();
        try {
            write(url);
        } catch (IOException e) {
            LOG.error("Commands cannot reach this server: '{}' cannot be written.", file, e);
        }
        LOG.info("Ready.");
        Console.ofProcess().say(welcome(url));
    }

    @Override
    public void destroy() throws IOException {
        Files.deleteIfExists(file);
    }

    private String welcome(String url) {
        if (!firstRun.open()) {
            return "\nBackline is ready: %s\n(Ctrl-C stops it)\n".formatted(url);
        }
        return """

        Backline is ready. It belongs to nobody yet: open

            %s

        and type this code, which is good until the next start:

            %s

        (Ctrl-C stops the server)
        """
                .formatted(url, firstRun.code());
    }

    private String url() {
        boolean tls = environment.containsProperty("server.ssl.certificate");
        String address = environment.getProperty("server.address", "127.0.0.1");
        boolean here =
                address.equals("127.0.0.1") || address.equals("0.0.0.0") || address.equals("::");
        String host = here ? "localhost" : address.contains(":") ? "[" + address + "]" : address;
        String reached =
                "%s://%s:%s".formatted(tls ? "https" : "http", host, port("local.server.port"));
        return environment.getProperty("backline.web.address", reached);
    }

    private String port(String name) {
        return environment.getRequiredProperty(name);
    }

    private void write(String url) throws IOException {
        String management = "http://127.0.0.1:" + port("local.management.port");
        long pid = ProcessHandle.current().pid();
        byte[] json =
                JsonMapper.shared()
                        .writeValueAsBytes(new RunningServer(pid, url, management, token));
        Path fresh = Files.createTempFile(run, "management", ".new", ownerOnly(run));
        Files.write(fresh, json);
        Files.move(
                fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
