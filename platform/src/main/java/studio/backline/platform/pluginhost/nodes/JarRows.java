package studio.backline.platform.pluginhost.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.platform.pluginhost.jar.PluginArchive;

/** The archive of jars in the database, in parts that fit the memory. */
public final class JarRows implements PluginArchive {

    private static final int PART = 1 << 20;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    /** In transactions of its own. */
    public JarRows(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public void put(String sha256, Path jar) {
        transactions.executeWithoutResult(
                status -> {
                    if (part(sha256, 0).isEmpty()) {
                        write(sha256, jar);
                    }
                });
    }

    private void write(String sha256, Path jar) {
        try (InputStream in = Files.newInputStream(jar)) {
            int part = 0;
            for (byte[] bytes = in.readNBytes(PART);
                    bytes.length > 0;
                    bytes = in.readNBytes(PART)) {
                jdbc.sql(
                                "insert into backline.plugin_jar (sha256, part, bytes) values (?, ?, ?)"
                                        + " on conflict do nothing")
                        .params(sha256, part, bytes)
                        .update();
                part++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean fetch(String sha256, Path target) {
        return Boolean.TRUE.equals(transactions.execute(status -> read(sha256, target)));
    }

    private boolean read(String sha256, Path target) {
        Optional<byte[]> bytes = part(sha256, 0);
        if (bytes.isEmpty()) {
            return false;
        }
        try (OutputStream out = Files.newOutputStream(target)) {
            for (int part = 1; bytes.isPresent(); part++) {
                out.write(bytes.get());
                bytes = part(sha256, part);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<byte[]> part(String sha256, int part) {
        return jdbc.sql("select bytes from backline.plugin_jar where sha256 = ? and part = ?")
                .params(sha256, part)
                .query(byte[].class)
                .optional();
    }

    @Override
    public void drop(String sha256) {
        transactions.executeWithoutResult(
                status ->
                        jdbc.sql("delete from backline.plugin_jar where sha256 = ?")
                                .param(sha256)
                                .update());
    }

    @Override
    public boolean retain(Set<String> named) {
        Integer others =
                transactions.execute(
                        status ->
                                jdbc.sql("delete from backline.plugin_jar where sha256 <> all (?)")
                                        .param(named.toArray(String[]::new))
                                        .update());
        return others != null && others > 0;
    }
}
