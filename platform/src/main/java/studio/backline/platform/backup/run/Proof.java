package studio.backline.platform.backup.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import studio.backline.contract.encryption.SealBrokenException;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.backup.archive.ArchiveBrokenException;
import studio.backline.platform.backup.archive.ArchiveEnd;
import studio.backline.platform.backup.archive.ArchiveEnd.TableEnd;
import studio.backline.platform.backup.archive.ArchiveHeader;
import studio.backline.platform.database.dump.DatabaseLoad;
import studio.backline.platform.database.dump.DumpedSchema;
import studio.backline.platform.database.dump.DumpedTable;

/** Looks whether a house that was built up again is whole, and whether its keys open it. */
final class Proof implements Rebuild.Inspector {

    private static final String SEALED_COLUMNS =
            """
            select c.relname || ' ' || a.attname from pg_attribute a
            join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = '%s' and c.relkind in ('r', 'p') and not c.relispartition
              and a.attnum > 0 and not a.attisdropped and a.atttypid = 'bytea'::regtype
              and exists (select from pg_attribute w where w.attrelid = c.oid
                          and w.attname = 'workspace_id' and not w.attisdropped)
            """;

    /** One value for each key that has sealed any, by the head of an envelope. */
    private static final String SEALED_WITH =
            """
            select workspace_id || ' ' || encode(sealed, 'hex') from (
                select distinct on (t.workspace_id, substring(t."%2$s" from 1 for 12))
                       t.workspace_id, t."%2$s" as sealed
                from "%3$s"."%1$s" t where substring(t."%2$s" from 1 for 4) = '\\x424c0101') s
            """;

    private static final String CORE = "backline";
    private static final String FILES = "file_content";
    private static final String ON_RECORD =
            "select count(*)::text from backline.file_content"
                    + " where store = 'folder' and held_by is null";

    private final House house;
    private final List<String> faults = new ArrayList<>();
    private long keys;
    private long files;
    private long elsewhere;

    Proof(House house) {
        this.house = house;
    }

    /** Keys and files that were tried. */
    String tried() {
        String tried = "keys %d, files %d".formatted(keys, files);
        return elsewhere == 0
                ? tried
                : "%s; %d files lie in stores of plugins and are not in it"
                        .formatted(tried, elsewhere);
    }

    @Override
    public void look(DatabaseLoad load, ArchiveHeader header, ArchiveEnd end) throws Exception {
        for (DumpedSchema schema : header.schemas()) {
            count(load, schema, end);
            sealed(load, schema);
        }
        files(load, header, end);
        header.canaries().forEach(canary -> open(header, canary));
        decrypt();
        if (!faults.isEmpty()) {
            throw new ArchiveBrokenException(String.join(" ", faults));
        }
    }

    private void count(DatabaseLoad load, DumpedSchema schema, ArchiveEnd end) throws SQLException {
        for (DumpedTable table : schema.tables()) {
            long then =
                    end.tables().stream()
                            .filter(
                                    each ->
                                            each.schema().equals(schema.name())
                                                    && each.table().equals(table.name()))
                            .mapToLong(TableEnd::rows)
                            .sum();
            long now = load.count(schema, table);
            if (now != then) {
                faults.add(
                        "%s.%s had %d rows, and %d came back."
                                .formatted(schema.name(), table.name(), then, now));
            }
        }
    }

    /** Each file on record is in the archive, or was erased while that was made. */
    private void files(DatabaseLoad load, ArchiveHeader header, ArchiveEnd end)
            throws SQLException {
        elsewhere = end.elsewhere();
        if (!end.missing().isEmpty()) {
            faults.add(
                    "%d files on record were not in the data folder when it was made, and are not in it."
                            .formatted(end.missing().size()));
        }
        for (DumpedSchema schema : header.schemas()) {
            if (schema.tables().stream().noneMatch(table -> table.name().equals(FILES))
                    || !schema.name().equals(CORE)) {
                continue;
            }
            long onRecord = Long.parseLong(load.texts(schema, ON_RECORD).getFirst());
            long told = end.files() + end.gone().size() + end.missing().size();
            if (onRecord != told) {
                faults.add("%d files are on record, and it tells of %d.".formatted(onRecord, told));
            }
        }
    }

    private void sealed(DatabaseLoad load, DumpedSchema schema) throws SQLException {
        for (String column : load.texts(schema, SEALED_COLUMNS.formatted(schema.name()))) {
            String[] name = column.split(" ", 2);
            String query = SEALED_WITH.formatted(name[0], name[1], schema.name());
            for (String found : load.texts(schema, query)) {
                String[] value = found.split(" ", 2);
                WorkspaceId workspace = new WorkspaceId(UUID.fromString(value[0]));
                keys++;
                if (house.workspaces().exists(workspace)
                        && !house.fields().hasKeyOf(workspace, HexFormat.of().parseHex(value[1]))) {
                    faults.add(
                            "What is sealed in %s.%s has a key that is not among the keys."
                                    .formatted(schema.name(), name[0]));
                }
            }
        }
    }

    private void open(ArchiveHeader header, ArchiveHeader.Canary canary) {
        byte[] envelope = Base64.getDecoder().decode(canary.sealed());
        WorkspaceId workspace = new WorkspaceId(canary.workspace());
        if (house.workspaces().isGone(workspace)) {
            return;
        }
        keys++;
        try {
            house.fields().open(House.canary(canary.workspace(), header.id()), envelope);
        } catch (SealBrokenException e) {
            faults.add("The key of workspace %s does not open it.".formatted(workspace));
        }
    }

    /** Every file, to its end. */
    private void decrypt() throws IOException {
        Path folder = house.data().resolve("files");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                decrypt(folder, file);
            }
        }
    }

    private void decrypt(Path folder, Path file) throws IOException {
        FileNames name = FileNames.read(folder.relativize(file).toString());
        if (house.workspaces().isGone(name.workspace())) {
            return;
        }
        files++;
        try (InputStream sealed = Files.newInputStream(file);
                InputStream plain = house.files().open(name.workspace(), name.file(), sealed)) {
            plain.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            faults.add("The file %s does not open: %s".formatted(name.file(), e.getMessage()));
        }
    }
}
