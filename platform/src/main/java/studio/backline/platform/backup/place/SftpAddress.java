package studio.backline.platform.backup.place;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.outbound.ServerName;

/**
 * Where a folder of an SFTP server is.
 *
 * @param user who signs in
 * @param server name and port
 * @param folder without a slash at its end; begins with one, or lies in the user's home
 */
public record SftpAddress(String user, ServerName server, String folder) {

    private static final int USUAL_PORT = 22;

    private static final Pattern WRITTEN =
            Pattern.compile(
                    "sftp://([^/?#@:\\s]+)@([^/?#@:\\s\\[\\]]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?(/[^?#*\\[\\]\\\\\\s]*[^/?#*\\[\\]\\\\\\s])/?");

    /** In a browser's fashion: a tilde as the first folder is the home of who signs in. */
    private static final String HOME = "/~/";

    /**
     * Reads it.
     *
     * @throws BackupRefusedException when it is none
     */
    public static SftpAddress of(String text) {
        Matcher parts = WRITTEN.matcher(text.strip());
        if (!parts.matches() || ("/" + parts.group(4) + "/").contains("/../")) {
            throw unclear(text);
        }
        String host = parts.group(2).replaceAll("^\\[|]$", "");
        int port = parts.group(3) == null ? USUAL_PORT : Integer.parseInt(parts.group(3));
        ServerName server = new ServerName(host, port);
        if (!server.isValid()) {
            throw unclear(text);
        }
        String path = parts.group(4);
        return new SftpAddress(
                parts.group(1),
                server,
                path.startsWith(HOME) ? path.substring(HOME.length()) : path);
    }

    private static BackupRefusedException unclear(String text) {
        return new BackupRefusedException(
                "place-unclear",
                "'%s' is no address of a folder of an SFTP server.".formatted(text),
                "Write it as sftp://user@host/folder or sftp://user@host:port/folder; a folder in"
                        + " the user's home as sftp://user@host/~/folder.");
    }

    String path(String name) {
        return folder + "/" + name;
    }
}
