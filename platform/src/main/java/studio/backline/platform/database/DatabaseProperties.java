package studio.backline.platform.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings {@code backline.database.*}: a PostgreSQL that somebody else runs. Without them the
 * server runs one of its own in the data folder.
 *
 * @param url JDBC URL of the database, without user and password
 * @param username a role that may create roles and owns the database
 * @param passwordFile a file that holds the password, on its first line
 */
@ConfigurationProperties("backline.database")
record DatabaseProperties(
        @Nullable String url, @Nullable String username, @Nullable Path passwordFile) {}
