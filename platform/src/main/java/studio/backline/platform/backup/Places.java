package studio.backline.platform.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import studio.backline.contract.outbound.Outbound;
import studio.backline.platform.backup.place.BackupPlace;
import studio.backline.platform.backup.place.FolderPlace;
import studio.backline.platform.backup.place.S3Address;
import studio.backline.platform.backup.place.S3Place;
import studio.backline.platform.backup.place.SftpAddress;
import studio.backline.platform.backup.place.SftpPlace;
import studio.backline.platform.encryption.openpgp.OpenPgp;
import studio.backline.platform.encryption.signing.AwsSignature;
import studio.backline.platform.outbound.OutboundCaller;
import studio.backline.platform.outbound.ServerName;
import studio.backline.platform.outbound.SocketRoute;

/** Opens places, and keeps the one that was chosen. */
public final class Places {

    private static final String CHOICE = "backup.place";
    private static final String SECRET = "backup.place-secret";
    private static final String SEALING = "backup.place";
    private static final String CALLER = "core.backup";

    private final HouseAccess access;
    private final WayOut out;

    /** The way to places elsewhere. */
    public interface WayOut {

        /** For this caller. */
        Outbound on(OutboundCaller caller);

        /** To a server that encrypts by itself. */
        SocketRoute to(String caller, ServerName server);
    }

    private static final class NoWayOut implements WayOut {

        @Override
        public Outbound on(OutboundCaller caller) {
            throw notRunning();
        }

        @Override
        public SocketRoute to(String caller, ServerName server) {
            throw notRunning();
        }

        private static BackupRefusedException notRunning() {
            return new BackupRefusedException(
                    "not-running",
                    "The place that was chosen is on another machine, and no server runs.",
                    "Start it, or name a folder with --place.");
        }
    }

    /** For where no server runs: only folders are to be had there. */
    public Places(HouseAccess access) {
        this(access, new NoWayOut());
    }

    Places(HouseAccess access, WayOut out) {
        this.access = access;
        this.out = out;
    }

    /**
     * Opens the folder that is named, or else the place that was chosen.
     *
     * @throws BackupRefusedException when there is none, or it cannot be understood
     */
    public BackupPlace open(Optional<String> folder) throws IOException {
        if (folder.isPresent()) {
            return new FolderPlace(folder(folder.get()));
        }
        PlaceChoice choice =
                chosen().orElseThrow(
                                () ->
                                        new BackupRefusedException(
                                                "no-place",
                                                "Nobody has said where backups go.",
                                                "Name a folder with --place, or choose one under"
                                                        + " Settings."));
        return open(choice, secret());
    }

    /** The place that was chosen. */
    Optional<PlaceChoice> chosen() {
        return access.setting(CHOICE).filter(text -> !text.isBlank()).map(PlaceChoice::read);
    }

    /** Keeps a place that could be looked into. */
    void choose(PlaceChoice choice, String secret) throws Exception {
        String used = secret.isEmpty() ? keptFor(choice) : secret;
        try (BackupPlace place = open(choice, used)) {
            place.prepare();
        } catch (IOException e) {
            throw unusable(e);
        }
        access.set(SECRET, used.isEmpty() ? "" : sealed(used));
        access.set(CHOICE, choice.written());
    }

    /** In a sentence, of a place that does not do what it is asked. */
    static BackupRefusedException unusable(Throwable failure) {
        return new BackupRefusedException(
                "place-unusable",
                "The place cannot be used: %s."
                        .formatted(String.valueOf(failure.getMessage()).replaceFirst("\\.+$", "")),
                "Check whether it is up, its address, and who signs in there.");
    }

    /** What is kept goes to the server that it was kept for, and to no other. */
    private String keptFor(PlaceChoice choice) throws IOException {
        try {
            return chosen().filter(choice::sharesSecretWith).isPresent() ? secret() : "";
        } catch (BackupRefusedException unreadable) {
            return "";
        }
    }

    private BackupPlace open(PlaceChoice choice, String secret) throws IOException {
        return switch (choice.kind()) {
            case FOLDER -> FolderPlace.chosen(folder(choice.address()));
            case S3 -> {
                S3Address address = S3Address.of(choice.address());
                OutboundCaller caller = OutboundCaller.of(CALLER).entered(Set.of(address.origin()));
                yield new S3Place(
                        choice.address(),
                        new AwsSignature(choice.user(), secret, choice.detail()),
                        out.on(caller),
                        Clock.systemUTC());
            }
            case SFTP -> {
                SftpAddress address = SftpAddress.of(choice.address());
                yield SftpPlace.open(
                        address, secret, choice.detail(), out.to(CALLER, address.server()));
            }
        };
    }

    private static Path folder(String path) {
        try {
            Path folder = Path.of(path);
            if (folder.isAbsolute()) {
                return folder;
            }
        } catch (InvalidPathException e) {
            throw unclear(path + " (" + e.getReason() + ")");
        }
        throw unclear(path);
    }

    private static BackupRefusedException unclear(String path) {
        return new BackupRefusedException(
                "place-unclear",
                "'%s' is no folder that backups could go to.".formatted(path),
                "Name it by its whole path.");
    }

    /** Sealed with the house's keys: whoever has the database alone has no access to the place. */
    private String sealed(String secret) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream sealing = OpenPgp.seal(bytes, passphrase(), "secret")) {
            sealing.write(secret.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private String secret() throws IOException {
        Optional<String> sealed = access.setting(SECRET).filter(text -> !text.isBlank());
        if (sealed.isEmpty()) {
            return "";
        }
        byte[] bytes = Base64.getDecoder().decode(sealed.get());
        try (InputStream opened = OpenPgp.open(new ByteArrayInputStream(bytes), passphrase())) {
            return new String(opened.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String passphrase() {
        return access.house().keys().password(SEALING);
    }
}
