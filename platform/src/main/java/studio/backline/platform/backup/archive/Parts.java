package studio.backline.platform.backup.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Names of parts, in the order in which they come, and the digest over them. */
final class Parts {

    static final String HEADER = "backline.json";
    static final String TABLES = "tables/";
    static final String FILES = "files/";
    static final String JARS = "plugins/";
    static final String CONFIGURATION = "configuration/";
    static final String END = "manifest.json";

    static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final MessageDigest all = sha256();
    private long count;

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    static String chunk(String schema, String table, int number) {
        return "%s%s/%s/%08d.copy.gz".formatted(TABLES, schema, table, number);
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /** One more, after those before. */
    void add(String name, long size, byte[] sha256) {
        all.update(name.getBytes(StandardCharsets.UTF_8));
        all.update((byte) 0);
        all.update(ByteBuffer.allocate(Long.BYTES).putLong(size).array());
        all.update(sha256);
        count++;
    }

    long count() {
        return count;
    }

    /** Over all so far; nothing can be added after it. */
    String digest() {
        return hex(all.digest());
    }
}
