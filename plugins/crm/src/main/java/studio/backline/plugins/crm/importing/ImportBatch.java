package studio.backline.plugins.crm.importing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import studio.backline.contract.files.FileId;
import studio.backline.plugins.crm.csv.CsvShape;
import studio.backline.plugins.crm.party.PartyTables;

/**
 * An import as its jobs see it.
 *
 * @param id which
 * @param file the stored file; empty once it is no longer needed
 * @param fileName as the person calls it
 * @param kind what it holds
 * @param shape how the file is read
 * @param hasHeader whether its first row names the columns
 * @param state where it stands
 * @param plan how it is imported; empty while it is a draft
 * @param records how many rows the dry run counted; 0 while unknown
 * @param counts so far
 * @param startedAt when the import began: the time that all of its rows bear
 */
public record ImportBatch(
        ImportId id,
        Optional<FileId> file,
        String fileName,
        PartyTables kind,
        CsvShape shape,
        boolean hasHeader,
        ImportState state,
        Optional<ImportPlan> plan,
        long records,
        ImportCounts counts,
        Optional<Instant> startedAt) {

    /** The id as rows hold it. */
    public UUID key() {
        return id.value();
    }

    /** The names of the columns. */
    public List<String> headers() {
        return plan.map(p -> p.columns().stream().map(ImportColumn::header).toList())
                .orElse(List.of());
    }
}
