package studio.backline.platform.backup.run;

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
import java.util.List;
import java.util.Map;
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

    private final House house;
    private final String version;
    private final Map<String, byte[]> configuration;
    private final Consumer<String> passed;

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
     * @param admin of the role that may become every owner; closed
     */
    public ArchiveEnd write(Connection admin, OutputStream out) throws Exception {
        try (DatabaseDump dump = DatabaseDump.begin(admin);
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
            for (String file : dump.texts(FILES)) {
                file(archive, file.split(" ", 2));
            }
            jars(archive);
            for (Map.Entry<String, byte[]> each : configuration.entrySet()) {
                archive.configuration(each.getKey(), each.getValue());
            }
            node(archive);
            passed.accept("parts written");
            return archive.end(Long.parseLong(dump.texts(ELSEWHERE).getFirst()));
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
    private void file(ArchiveWriter archive, String[] key) throws IOException {
        String name = FileNames.of(key[0], key[1]);
        Path file = house.data().resolve("files").resolve(name);
        try (InputStream content = Files.newInputStream(file)) {
            archive.file(name, Files.size(file), content);
        } catch (NoSuchFileException e) {
            archive.fileGone(name);
        }
    }

    private void jars(ArchiveWriter archive) throws IOException {
        Path store = house.data().resolve("plugins").resolve("store");
        if (!Files.isDirectory(store)) {
            return;
        }
        try (Stream<Path> all = Files.list(store)) {
            for (Path folder : all.sorted().toList()) {
                Path jar = folder.resolve("plugin.jar");
                if (Files.isRegularFile(jar)) {
                    try (InputStream content = Files.newInputStream(jar)) {
                        archive.jar(String.valueOf(folder.getFileName()), Files.size(jar), content);
                    }
                }
            }
        }
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
