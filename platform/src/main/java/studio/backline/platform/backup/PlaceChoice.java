package studio.backline.platform.backup;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where archives go, without what signs in there.
 *
 * @param address a folder's path, {@code https://host/bucket/folder}, or {@code
 *     sftp://user@host/folder}
 * @param user the access key of a bucket
 * @param detail the region of a bucket; the fingerprint of an SFTP server's key
 */
public record PlaceChoice(Kind kind, String address, String user, String detail) {

    /** Kinds of places. */
    public enum Kind {
        /** A folder of this machine. */
        FOLDER,
        /** A bucket of a store that is compatible with S3. */
        S3,
        /** A folder of an SFTP server. */
        SFTP
    }

    /** A folder. */
    public static PlaceChoice folder(String path) {
        return new PlaceChoice(Kind.FOLDER, path, "", "");
    }

    /** Whether what signs in there signs in here: nobody else is shown it. */
    boolean sharesSecretWith(PlaceChoice other) {
        return kind == other.kind
                && user.equals(other.user)
                && server(address).equals(server(other.address));
    }

    private static String server(String address) {
        return address.replaceFirst("(?<=[^:/])/.*", "");
    }

    String written() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    static PlaceChoice read(String text) {
        try {
            return JsonMapper.shared().readValue(text, PlaceChoice.class);
        } catch (JacksonException e) {
            throw new BackupRefusedException(
                    "place-unclear",
                    "The place for backups that was chosen cannot be read any more.",
                    "Choose one: bin/backline backup place");
        }
    }
}
