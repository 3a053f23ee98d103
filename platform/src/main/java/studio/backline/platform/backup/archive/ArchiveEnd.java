package studio.backline.platform.backup.archive;

import java.util.List;

/**
 * The last part of an archive: what there was, so that nothing is missing, more, or elsewhere.
 *
 * @param parts before this one
 * @param digest over name, size and SHA-256 of each of them, in their order
 * @param tables each with its rows
 * @param files sealed files of workspaces
 * @param fileBytes their bytes, as they lie
 * @param gone files that were erased while it was made
 * @param missing files on record that were not where they should be
 * @param elsewhere files whose content lies in stores of plugins, and is not in the archive
 * @param jars of plugins
 */
public record ArchiveEnd(
        long parts,
        String digest,
        List<TableEnd> tables,
        long files,
        long fileBytes,
        List<String> gone,
        List<String> missing,
        long elsewhere,
        long jars) {

    public ArchiveEnd {
        tables = List.copyOf(tables);
        gone = List.copyOf(gone);
        missing = List.copyOf(missing);
    }

    /**
     * A table's rows.
     *
     * @param sha256 of their text, uncompressed
     */
    public record TableEnd(String schema, String table, long rows, String sha256) {}

    /** Rows of all tables. */
    public long rows() {
        return tables.stream().mapToLong(TableEnd::rows).sum();
    }
}
