package studio.backline.server.management;

/**
 * Where archives are to go.
 *
 * @param kind folder or s3
 * @param address a folder's whole path, or that of a bucket
 * @param user the access key of a bucket, else empty
 * @param region of a bucket, else empty
 * @param secret the secret key of a bucket; empty keeps the one that is there
 */
public record BackupPlaceRequest(
        String kind, String address, String user, String region, String secret) {

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "BackupPlaceRequest[%s, %s]".formatted(kind, address);
    }
}
