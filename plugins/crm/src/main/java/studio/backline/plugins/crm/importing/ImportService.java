package studio.backline.plugins.crm.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import studio.backline.contract.files.Files;
import studio.backline.contract.jobs.JobId;
import studio.backline.plugins.crm.csv.BrokenFileException;

/** Imports people from files. Everything needs {@code crm.import}. */
public class ImportService {

    /**
     * Stores a file and looks into its beginning.
     *
     * @throws BrokenFileException when it is no CSV; nothing is kept then
     * @throws IOException when it cannot be stored
     */
    public ImportDraft begin(String fileName, Files.Writer writer)
            throws IOException, BrokenFileException {
        throw new UnsupportedOperationException();
    }

    /** The draft again, as a person finds it who comes back to it. */
    public ImportDraft draft(ImportId id) throws IOException, BrokenFileException {
        throw new UnsupportedOperationException();
    }

    /** Starts the dry run with a plan, which is remembered for files with the same header. */
    public JobId rehearse(ImportId id, ImportPlan plan) {
        throw new UnsupportedOperationException();
    }

    /** Starts the import of what was rehearsed. */
    public JobId run(ImportId id) {
        throw new UnsupportedOperationException();
    }

    /** Starts the undo of what was imported. */
    public JobId undo(ImportId id) {
        throw new UnsupportedOperationException();
    }

    /** Asks the running job of an import to stop. */
    public void cancel(ImportId id) {
        throw new UnsupportedOperationException();
    }

    /** Throws away a draft and its file; nothing happens when it has been run. */
    public void discard(ImportId id) {
        throw new UnsupportedOperationException();
    }

    /** How an import stands; empty when there is none of that id here. */
    public Optional<ImportStatus> find(ImportId id) {
        throw new UnsupportedOperationException();
    }

    /** The newest imports, newest first. */
    public List<ImportStatus> latest(int limit) {
        throw new UnsupportedOperationException();
    }

    /** A few rows of each outcome, of the dry run or the import, whichever was last. */
    public List<ImportSample> samples(ImportId id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes the faulty rows and the duplicates as CSV: their columns as they were, and the reason.
     *
     * @return how many rows were written
     */
    public long writeFaults(ImportId id, OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }
}
