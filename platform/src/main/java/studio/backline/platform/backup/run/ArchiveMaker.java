package studio.backline.platform.backup.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.backup.archive.ArchiveEnd;
import studio.backline.platform.backup.archive.ArchiveHeader;
import studio.backline.platform.backup.archive.ArchiveHeader.Canary;
import studio.backline.platform.backup.archive.ArchiveWriter;
import studio.backline.platform.database.dump.DatabaseDump;
import studio.backline.platform.database.dump.DumpedSchema;
import studio.backline.platform.database.dump.DumpedTable;
import studio.backline.platform.encryption.openpgp.OpenPgp;

/** Makes an archive of a house, which may go on working meanwhile. */
public final class ArchiveMaker {

    /** What is being written, or is to go, has no file that anybody needs. */
    private static final String FILES =
            "select workspace_id || ' ' || id from backline.file_content"
                    + " where store = 'folder' and held_by is null order by workspace_id, id";

    private static final String ELSEWHERE =
            "select count(*)::text from backline.file_content where store <> 'folder'";

    private static final String JAR = "plugin.jar";
    private static final String JARS = "select distinct sha256 from backline.plugin_jar order by 1";
    private static final String JAR_PARTS =
            "select encode(bytes, 'hex') from backline.plugin_jar where sha256 = '%s' order by part";

    private final House house;
    private final String version;
    private final Map<String, byte[]> configuration;
    private final Consumer<String> passed;

    /** Opens connections of the role that may become every owner; whoever takes one closes it. */
    @FunctionalInterface
    public interface Admins {

        /** Another one. */
        Connection open() throws SQLException;
    }

    /**
     * @param version of the server
     * @param configuration pieces by name, without secrets
     * @param passed hears of each step, for whoever tries what a kill there leaves behind
     */
    public ArchiveMaker(
            House house,
            String version,
            Map<String, byte[]> configuration,
            Consumer<String> passed) {
        this.house = house;
        this.version = version;
        this.configuration = configuration;
        this.passed = passed;
    }

    /**
     * Writes the archive and closes the stream; it is whole when this returns.
     *
     * @param admins opens connections of the role that may become every owner
     */
    public ArchiveEnd write(Admins admins, OutputStream out) throws Exception {
        try (DatabaseDump dump = DatabaseDump.begin(admins.open());
                ArchiveWriter archive =
                        new ArchiveWriter(
                                OpenPgp.seal(out, house.passphrase(), "backline.tar"),
                                header(dump))) {
            passed.accept("archive begun");
            for (DumpedSchema schema : dump.schemas()) {
                for (DumpedTable table : schema.tables()) {
                    archive.table(
                            schema.name(), table.name(), rows -> dump.copy(schema, table, rows));
                    passed.accept("table written");
                }
            }
            boolean keepsFiles = dump.has("file_content");
            if (keepsFiles) {
                files(archive, dump.texts(FILES), admins);
            }
            jars(archive, dump);
            for (Map.Entry<String, byte[]> each : configuration.entrySet()) {
                archive.configuration(each.getKey(), each.getValue());
            }
            node(archive);
            passed.accept("parts written");
            return archive.end(keepsFiles ? Long.parseLong(dump.texts(ELSEWHERE).getFirst()) : 0);
        }
    }

    private ArchiveHeader header(DatabaseDump dump) throws SQLException {
        UUID id = UUID.randomUUID();
        List<Canary> canaries = new ArrayList<>();
        for (String text : dump.texts("select id::text from backline.workspace order by id")) {
            UUID workspace = UUID.fromString(text);
            // One whose key was destroyed has nothing that could be opened.
            if (house.workspaces().exists(new WorkspaceId(workspace))) {
                byte[] sealed = house.fields().sealText(House.canary(workspace, id), text);
                canaries.add(new Canary(workspace, Base64.getEncoder().encodeToString(sealed)));
            }
        }
        return new ArchiveHeader(
                ArchiveHeader.FORMAT,
                id,
                version,
                Instant.now(),
                house.keys().fingerprint(),
                canaries,
                dump.schemas());
    }

    /** Sealed content does not change once it is there; it may be erased meanwhile. */
    private void files(ArchiveWriter archive, List<String> onRecord, Admins admins)
            throws Exception {
        Set<String> absent = new TreeSet<>();
        for (String key : onRecord) {
            if (!isWritten(archive, name(key))) {
                absent.add(key);
            }
        }
        if (absent.isEmpty()) {
            return;
        }
        try (DatabaseDump later = DatabaseDump.begin(admins.open())) {
            Set<String> still = Set.copyOf(later.texts(FILES));
            for (String key : absent) {
                if (still.contains(key)) {
                    archive.fileMissing(name(key));
                } else {
                    archive.fileGone(name(key));
                }
            }
        }
    }

    private boolean isWritten(ArchiveWriter archive, String name) throws IOException {
        Path file = house.data().resolve("files").resolve(name);
        try (InputStream content = Files.newInputStream(file)) {
            archive.file(name, Files.size(file), content);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static String name(String key) {
        String[] parts = key.split(" ", 2);
        return FileNames.of(parts[0], parts[1]);
    }

    /** Each once: those in the folder, and out of its rows what another node has brought. */
    private void jars(ArchiveWriter archive, DatabaseDump dump) throws IOException, SQLException {
        Path store = house.data().resolve("plugins").resolve("store");
        Set<String> there = new TreeSet<>();
        if (Files.isDirectory(store)) {
            try (Stream<Path> all = Files.list(store)) {
                all.filter(folder -> Files.isRegularFile(folder.resolve(JAR)))
                        .forEach(folder -> there.add(String.valueOf(folder.getFileName())));
            }
        }
        for (String sha256 : there) {
            Path jar = store.resolve(sha256).resolve(JAR);
            try (InputStream content = Files.newInputStream(jar)) {
                archive.jar(sha256, Files.size(jar), content);
            }
        }
        if (dump.has("plugin_jar")) {
            for (String sha256 : dump.texts(JARS)) {
                if (!there.contains(sha256)) {
                    byte[] jar = jar(dump.texts(JAR_PARTS.formatted(sha256)));
                    archive.jar(sha256, jar.length, new ByteArrayInputStream(jar));
                }
            }
        }
    }

    private static byte[] jar(List<String> parts) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        for (String part : parts) {
            jar.write(HexFormat.of().parseHex(part));
        }
        return jar.toByteArray();
    }

    /** Files that nobody keeps are cleared away by the node of this name. */
    private void node(ArchiveWriter archive) throws IOException {
        Path node = house.data().resolve(FileNames.NODE);
        if (Files.isRegularFile(node)) {
            archive.configuration(
                    FileNames.NODE,
                    Files.readString(node).strip().getBytes(StandardCharsets.US_ASCII));
        }
    }
}
