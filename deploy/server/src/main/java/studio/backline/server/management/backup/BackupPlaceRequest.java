package studio.backline.server.management.backup;

/**
 * Where archives are to go.
 *
 * @param kind folder, s3 or sftp
 * @param address a folder's whole path, or that of a bucket or of an SFTP server's folder
 * @param user the access key of a bucket, else empty
 * @param detail the region of a bucket, or the fingerprint of a server's key, else empty
 * @param secret the secret key of a bucket, a password or private key; empty keeps the one that is
 *     there
 */
public record BackupPlaceRequest(
        String kind, String address, String user, String detail, String secret) {

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "BackupPlaceRequest[%s, %s]".formatted(kind, address);
    }
}
