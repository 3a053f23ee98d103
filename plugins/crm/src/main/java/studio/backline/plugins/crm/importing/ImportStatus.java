package studio.backline.plugins.crm.importing;

import java.time.Instant;
import java.util.Optional;
import studio.backline.contract.jobs.JobId;
import studio.backline.plugins.crm.party.PartyTables;

/**
 * One import as a person sees it. Progress in rows is in the status of its job.
 *
 * @param id which
 * @param fileName as the person calls it
 * @param kind what it holds
 * @param state where it stands
 * @param records how many rows the dry run counted; 0 while unknown
 * @param counts what came out; of the dry run until the import runs
 * @param kept after an undo, how many stayed since they were edited, or used, meanwhile
 * @param ungranted of how many of those the permission went that the import had brought
 * @param ungrantedInTrash of how many it went who lay in the trash
 * @param job the newest job of it; empty while it is a draft
 * @param createdAt when the file was uploaded
 */
public record ImportStatus(
        ImportId id,
        String fileName,
        PartyTables kind,
        ImportState state,
        long records,
        ImportCounts counts,
        long kept,
        long ungranted,
        long ungrantedInTrash,
        Optional<JobId> job,
        Instant createdAt) {

    /** How many rows an import that has ended has not come to. */
    public long unread() {
        return Math.max(0, records - counts.rows());
    }
}
