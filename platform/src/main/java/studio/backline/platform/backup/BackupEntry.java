package studio.backline.platform.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * An archive in its place.
 *
 * @param name under which it is kept
 * @param house what all names of its house begin with
 * @param madeAt the instant of which it is
 * @param bytes its size
 * @param provenAt when it was last built up again and found whole; empty where it never was
 */
public record BackupEntry(
        String name, String house, Instant madeAt, long bytes, Optional<Instant> provenAt) {

    LocalDate day() {
        return madeAt.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
