package studio.backline.server.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import studio.backline.platform.database.Database;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.outbound.KnownNames;

/** Settings that name a database elsewhere: all of them or none. And how long work may last. */
public final class DatabaseSettings {

    private static final String URL = "backline.database.url";
    private static final String USERNAME = "backline.database.username";
    private static final String PASSWORD_FILE = "backline.database.password-file";
    private static final String LONGEST = "backline.database.longest-transaction-minutes";
    private static final String MIGRATION = "backline.database.longest-migration-seconds";
    private static final String PREFIX = "jdbc:postgresql://";
    private static final String HOST = "(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:(\\d{1,5}))?";
    private static final Pattern FORM =
            Pattern.compile(PREFIX + HOST + "(," + HOST + ")*/[^/?#\\s]+(\\?[^#\\s]*)?");

    /** PostgreSQL cuts longer names off. */
    private static final int LONGEST_NAME = 63;

    private final SettingsValues values;

    DatabaseSettings(SettingsValues values) {
        this.values = values;
    }

    void check() {
        values.requireBetween(
                LONGEST,
                5,
                10_080,
                "Imports take a minute; exports last as long as their download. The default is 60.");
        values.requireBetween(
                MIGRATION,
                10,
                86_400,
                "Most migrations take a second; one that rewrites a large table takes minutes. The"
                        + " default is 600.");
        List<String> names = List.of(URL, USERNAME, PASSWORD_FILE);
        String there = String.join(" and ", names.stream().filter(this::isSet).toList());
        List<String> missing = names.stream().filter(name -> !isSet(name)).toList();
        if (there.isEmpty()) {
            return;
        }
        if (!missing.isEmpty()) {
            values.refuse(
                    "%s %s of a database elsewhere, but %s %s missing."
                            .formatted(
                                    there,
                                    missing.size() == 2 ? "tells" : "tell",
                                    String.join(" and ", missing),
                                    missing.size() == 1 ? "is" : "are"),
                    "Set all three, or take all three out for the embedded one.");
        }
        values.find(URL).ifPresent(this::checkUrl);
        values.find(USERNAME).ifPresent(this::checkUsername);
        values.readableFile(PASSWORD_FILE).ifPresent(this::checkPasswordFile);
    }

    /** What keeps a database elsewhere from being used, where the settings of it are sound. */
    static List<Problem> problemsElsewhere(Environment environment) {
        List<Problem> problems = new ArrayList<>();
        SettingsValues values = new SettingsValues(environment, problems);
        new DatabaseSettings(values).check();
        Optional<Path> password = values.path(PASSWORD_FILE);
        if (!problems.isEmpty() || password.isEmpty()) {
            return List.of();
        }
        try {
            Database.requireFit(values.get(URL), values.get(USERNAME), password.get());
        } catch (DatabaseFailureException unfit) {
            values.refuse(unfit.what(), unfit.remedy());
        }
        return problems;
    }

    private boolean isSet(String name) {
        return values.find(name).isPresent();
    }

    private void checkUrl(String url) {
        String remedy =
                "Write %shost:port/database, or take all three out for the embedded"
                                .formatted(PREFIX)
                        + " one.";
        if (url.contains("password=") || url.contains("user=")) {
            values.refuse(
                    "%s holds a user or a password.".formatted(URL),
                    "Use %s and %s: settings end up in logs and process lists."
                            .formatted(USERNAME, PASSWORD_FILE));
            return;
        }
        if (!url.startsWith(PREFIX)) {
            values.refuse("%s does not begin with %s.".formatted(URL, PREFIX), remedy);
            return;
        }
        if (!FORM.matcher(url).matches()) {
            values.refuse(
                    "%s is '%s', which does not name a host and a database."
                            .formatted(URL, SettingsValues.shown(url)),
                    remedy);
            return;
        }
        admit(url);
    }

    /** Lets the hosts of an address that somebody has configured be looked up. */
    public static void admit(String url) {
        if (FORM.matcher(url).matches()) {
            hosts(url).forEach(KnownNames.ofProcess()::allow);
        }
    }

    /** The hosts of an address; PostgreSQL takes several, parted by commas. */
    private static List<String> hosts(String url) {
        String authority = url.substring(PREFIX.length()).replaceFirst("[/?].*", "");
        return Stream.of(authority.split(",", -1))
                .map(host -> host.replaceFirst(":\\d+$", ""))
                .toList();
    }

    private void checkUsername(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            values.refuse(
                    "%s is '%s', which is no name of a role: it is longer than %d bytes or in more"
                                    .formatted(USERNAME, SettingsValues.shown(name), LONGEST_NAME)
                            + " than one line.",
                    "Write the role that owns the database.");
        }
    }

    private void checkPasswordFile(Path file) {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file)
                            .contains(PosixFilePermission.OTHERS_READ)) {
                values.refuse(
                        "Everybody on this machine can read the file '%s' of %s."
                                .formatted(file, PASSWORD_FILE),
                        "Run 'chmod 400' on it as its owner.");
            }
            // The first line counts; what follows is nobody's password.
            if (Files.readString(file).lines().findFirst().orElse("").isBlank()) {
                values.refuse(
                        "The first line of the file '%s' of %s is empty."
                                .formatted(file, PASSWORD_FILE),
                        "Write the password into it, and nothing else.");
            }
        } catch (IOException e) {
            values.refuse(
                    "The file '%s' of %s cannot be read as text: %s."
                            .formatted(file, PASSWORD_FILE, e.getMessage()),
                    "Write the password into it, in UTF-8, and nothing else.");
        }
    }
}
