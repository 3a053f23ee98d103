package studio.backline.platform.backup.place;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.platform.backup.BackupRefusedException;

/**
 * Where a bucket is.
 *
 * @param origin scheme, host and port
 * @param bucket origin and bucket, without a slash at its end
 * @param prefix that the keys begin with: empty, or with a slash at its end
 */
public record S3Address(URI origin, URI bucket, String prefix) {

    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(https?://[^/?#@\\s]+)/([a-z0-9][a-z0-9.-]{1,62})((?:/[A-Za-z0-9._-]+)*)/?");

    /**
     * Reads it.
     *
     * @throws BackupRefusedException when it is none
     */
    public static S3Address of(String text) {
        Matcher parts = WRITTEN.matcher(text.strip());
        if (!parts.matches()) {
            throw new BackupRefusedException(
                    "place-unclear",
                    "'%s' is no address of a bucket.".formatted(text),
                    "Write it as https://host/bucket or https://host/bucket/folder.");
        }
        String folder = parts.group(3).isEmpty() ? "" : parts.group(3).substring(1) + "/";
        return new S3Address(
                URI.create(parts.group(1)),
                URI.create(parts.group(1) + "/" + parts.group(2)),
                folder);
    }
}
