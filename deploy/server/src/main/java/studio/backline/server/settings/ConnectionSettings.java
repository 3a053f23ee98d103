package studio.backline.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import studio.backline.platform.outbound.KnownNames;

/** Settings that name a database elsewhere, and files. */
final class ConnectionSettings {

    private static final String URL = "backline.database.url";
    private static final String USERNAME = "backline.database.username";
    private static final String PASSWORD_FILE = "backline.database.password-file";
    private static final String PREFIX = "jdbc:postgresql://";

    private final SettingsValues values;

    ConnectionSettings(SettingsValues values) {
        this.values = values;
    }

    void check() {
        Optional<String> url = values.find(URL);
        if (url.isPresent() || values.find(USERNAME).isPresent() || passwordFile().isPresent()) {
            checkDatabase(url.orElse(""));
        }
        values.find("backline.encryption.root-key-file").ifPresent(this::checkRootKeyFile);
        Stream.of("server.ssl.certificate", "server.ssl.certificate-private-key")
                .forEach(name -> values.find(name).ifPresent(file -> requireFile(name, file)));
    }

    private Optional<String> passwordFile() {
        return values.find(PASSWORD_FILE);
    }

    private void checkDatabase(String url) {
        if (!url.startsWith(PREFIX)) {
            values.refuse(
                    url.isEmpty()
                            ? "A database elsewhere is named in part: %s is missing.".formatted(URL)
                            : "%s does not begin with %s.".formatted(URL, PREFIX),
                    "Write %shost:port/database, or take all of backline.database out for the"
                                    .formatted(PREFIX)
                            + " embedded one.");
        }
        if (url.contains("password=") || url.contains("user=")) {
            values.refuse(
                    "%s holds a user or a password.".formatted(URL),
                    "Use %s and %s: settings end up in logs and process lists."
                            .formatted(USERNAME, PASSWORD_FILE));
        }
        Stream.of(USERNAME, PASSWORD_FILE)
                .filter(name -> values.find(name).isEmpty())
                .forEach(
                        name ->
                                values.refuse(
                                        "A database elsewhere is named in part: %s is missing."
                                                .formatted(name),
                                        "conf/backline.yaml says what it is."));
        passwordFile().ifPresent(this::checkPasswordFile);
        hosts(url).forEach(KnownNames.ofProcess()::allow);
    }

    /** The hosts of an address; PostgreSQL takes several, parted by commas. */
    private static List<String> hosts(String url) {
        if (!url.startsWith(PREFIX)) {
            return List.of();
        }
        String authority = url.substring(PREFIX.length()).replaceFirst("[/?].*", "");
        return Stream.of(authority.split(",", -1))
                .map(host -> host.replaceFirst(":\\d+$", ""))
                .filter(host -> !host.isEmpty())
                .toList();
    }

    private void checkPasswordFile(String name) {
        if (!requireFile(PASSWORD_FILE, name)) {
            return;
        }
        Path file = Path.of(name);
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
                if (rights.contains(PosixFilePermission.OTHERS_READ)) {
                    values.refuse(
                            "Everybody on this machine can read the password file '%s'."
                                    .formatted(file),
                            "Run 'chmod 400' on it as its owner.");
                }
            }
        } catch (IOException e) {
            values.refuse(
                    "The file '%s' of %s cannot be looked at: %s."
                            .formatted(name, PASSWORD_FILE, e.getMessage()),
                    "Make it readable for the user %s.".formatted(System.getProperty("user.name")));
        }
    }

    private void checkRootKeyFile(String name) {
        Path file = Path.of(name);
        if (Files.isDirectory(file)) {
            values.refuse(
                    "backline.encryption.root-key-file is '%s', which is a folder.".formatted(name),
                    "Name the file itself, such as '%s'.".formatted(file.resolve("root.key")));
        }
    }

    private boolean requireFile(String setting, String name) {
        if (Files.isRegularFile(Path.of(name)) && Files.isReadable(Path.of(name))) {
            return true;
        }
        values.refuse(
                "The file '%s' of %s is not there or cannot be read.".formatted(name, setting),
                "Put it there, readable for the user %s, or correct the setting."
                        .formatted(System.getProperty("user.name")));
        return false;
    }
}
