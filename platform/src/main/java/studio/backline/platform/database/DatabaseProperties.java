package studio.backline.platform.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code backline.database.*}. Without the first three the server runs a PostgreSQL of its
 * own in the data folder.
 *
 * @param url JDBC URL of the database, without user and password
 * @param username a role that may create roles and owns the database
 * @param passwordFile a file that holds the password, on its first line
 * @param longestTransactionMinutes when a plugin's transaction is ended
 * @param longestMigrationSeconds when a plugin's migrations are broken off
 */
@ConfigurationProperties("backline.database")
record DatabaseProperties(
        @Nullable String url,
        @Nullable String username,
        @Nullable Path passwordFile,
        @DefaultValue("60") int longestTransactionMinutes,
        @DefaultValue("600") int longestMigrationSeconds) {}
