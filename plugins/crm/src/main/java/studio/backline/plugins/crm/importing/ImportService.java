package studio.backline.plugins.crm.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.files.FileId;
import studio.backline.contract.files.Files;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.permission.Permissions;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.csv.CsvShape;
import studio.backline.plugins.crm.importing.memory.MappingMemory;
import studio.backline.plugins.crm.importing.strange.StrangeWords;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Kind;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Meaning;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Place;
import studio.backline.plugins.crm.party.PartyTables;

/** Imports people and organisations from files. Everything needs {@code crm.import}. */
public class ImportService {

    /** The job of the dry run. */
    public static final String REHEARSE = "crm.rehearse-import";

    /** The job of the import. */
    public static final String IMPORT = "crm.import-people";

    /** The job of the undo. */
    public static final String UNDO = "crm.undo-import";

    /** The parameter of the jobs: the import's id. */
    public static final String PARAMETER = "import";

    /** Where its columns can still be changed, and it can be thrown away. */
    private static final List<ImportState> OPEN = List.of(ImportState.DRAFT, ImportState.REHEARSED);

    private final ImportStore store;
    private final ImportLedger ledger;
    private final DraftFiles drafts;
    private final Jobs jobs;
    private final Permissions permissions;
    private final TransactionTemplate transaction;

    ImportService(
            ImportStore store,
            ImportLedger ledger,
            Files files,
            Jobs jobs,
            Permissions permissions,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.ledger = ledger;
        this.drafts = new DraftFiles(files);
        this.jobs = jobs;
        this.permissions = permissions;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** As {@link #begin(String, Optional, Files.Writer)}, where nobody has said what it holds. */
    public ImportDraft begin(String fileName, Files.Writer writer)
            throws IOException, BrokenFileException {
        return begin(fileName, Optional.empty(), writer);
    }

    /**
     * Stores a file and looks into its beginning.
     *
     * @param kind what it holds; empty to find out
     * @throws BrokenFileException when it is no CSV; nothing is kept then
     * @throws IOException when it cannot be stored
     */
    public ImportDraft begin(String fileName, Optional<PartyTables> kind, Files.Writer writer)
            throws IOException, BrokenFileException {
        permissions.require(CrmPermissions.IMPORT);
        DraftFiles.Draft found = asBefore(drafts.store(fileName, kind, writer), kind);
        return transaction.execute(status -> added(remembered(found.draft()), found.file()));
    }

    /**
     * Begins an import of those rows of another one that name an organisation and nobody there.
     *
     * @throws IOException when they cannot be stored
     */
    public ImportDraft beginOrganisations(ImportId id) throws IOException, BrokenFileException {
        permissions.require(CrmPermissions.IMPORT);
        ImportBatch people = require(id);
        PartyTables kind = PartyTables.ORGANISATION;
        DraftFiles.Draft stored =
                drafts.store(
                        people.fileName(),
                        Optional.of(kind),
                        out -> ledger.writeOrganisations(id, out, transaction));
        DraftFiles.Draft found = drafts.looked(stored, true, kind);
        return transaction.execute(
                status -> {
                    List<ImportColumn> columns =
                            store.columnsOf(id).stream().map(column -> column.of(kind)).toList();
                    return added(
                            DraftFiles.withFields(found.draft(), columns, false), found.file());
                });
    }

    /** How many rows name an organisation and nobody there. */
    public long organisations(ImportId id) {
        permissions.require(CrmPermissions.IMPORT);
        return transaction.execute(status -> ledger.organisations(id));
    }

    private ImportDraft added(ImportDraft draft, FileId file) {
        store.add(draft, file, headerKey(draft));
        drafts.keep(file);
        return draft;
    }

    /** The draft again, as a person finds it who comes back to it. */
    public ImportDraft draft(ImportId id) throws IOException, BrokenFileException {
        permissions.require(CrmPermissions.IMPORT);
        ImportBatch batch = require(id);
        ImportDraft found = drafts.look(batch);
        return transaction.execute(
                status -> {
                    boolean remembered = known(found).isPresent();
                    return DraftFiles.withFields(found, store.columnsOf(id), remembered);
                });
    }

    /**
     * Reads the file otherwise than was found, and looks into it again.
     *
     * @param names whether the first row names the columns; empty to find out anew
     * @param kind what it holds; empty to find out anew
     * @throws BrokenFileException when it is no CSV so; everything stays as it was then
     * @throws IOException when the file cannot be read
     */
    public ImportDraft reshape(
            ImportId id, CsvShape shape, Optional<Boolean> names, Optional<PartyTables> kind)
            throws IOException, BrokenFileException {
        permissions.require(CrmPermissions.IMPORT);
        ImportBatch batch = require(id);
        if (!OPEN.contains(batch.state())) {
            throw new ImportGoneException(id);
        }
        ImportDraft found = drafts.look(batch, new DraftFiles.Reading(shape, names, kind));
        return transaction.execute(
                status -> {
                    move(id, OPEN, ImportState.DRAFT);
                    ImportDraft draft = remembered(found);
                    store.reshape(draft, headerKey(draft));
                    return draft;
                });
    }

    /** Starts the dry run with a plan, which is remembered for files with the same header. */
    public JobId rehearse(ImportId id, ImportPlan plan) {
        find(id);
        return transaction.execute(
                status -> {
                    store.plan(id, plan);
                    return enqueue(id, REHEARSE, ImportState.REHEARSING, OPEN);
                });
    }

    /** How an import was to be done when it was last rehearsed; empty when it never was. */
    public Optional<ImportPlan> plan(ImportId id) {
        permissions.require(CrmPermissions.IMPORT);
        return require(id).plan();
    }

    /** Starts the dry run again, with words of a status that are not understood read so. */
    public JobId readStrangeWords(ImportId id, Map<Place, Meaning> told) {
        ImportPlan plan = require(id).plan().orElseThrow(() -> new ImportGoneException(id));
        return rehearse(id, plan.readingStrangeWords(told));
    }

    /** What the dry run did not understand. */
    public StrangeWords strangeWords(ImportId id) {
        permissions.require(CrmPermissions.IMPORT);
        return transaction.execute(status -> ledger.strangeWords(id));
    }

    /**
     * Starts the import of what was rehearsed.
     *
     * @param shown as whoever asks for it sees it: another window may have rehearsed it otherwise
     *     since, and that is not what they agreed to
     * @param lookedAt whether they have looked at the columns that are left out and may say no
     * @throws ImportGoneException when what is shown is no more what would be run
     */
    public JobId run(ImportStatus shown, boolean lookedAt) {
        ImportId id = shown.id();
        find(id);
        return transaction.execute(
                status -> {
                    move(id, List.of(ImportState.REHEARSED), ImportState.RUNNING);
                    if (!ledger.find(id).flatMap(ImportStatus::job).equals(shown.job())) {
                        throw new ImportGoneException(id);
                    }
                    if (!lookedAt && !ledger.strangeWords(id).of(Kind.LEFT_OUT).isEmpty()) {
                        throw new IllegalArgumentException(
                                "Columns that may say no are left out and were not looked at.");
                    }
                    store.memory().lookedAt(id.value());
                    ledger.audit("crm.import-started", id, Map.of());
                    return enqueue(id, IMPORT);
                });
    }

    /** Starts the undo of what was imported. */
    public JobId undo(ImportId id) {
        find(id);
        return transaction.execute(
                status -> {
                    ledger.audit("crm.import-undone", id, Map.of());
                    return enqueue(
                            id,
                            UNDO,
                            ImportState.UNDOING,
                            List.of(ImportState.DONE, ImportState.STOPPED, ImportState.FAILED));
                });
    }

    /** Asks the running job of an import to stop. */
    public void cancel(ImportId id) {
        find(id).flatMap(ImportStatus::job).ifPresent(jobs::cancel);
    }

    /** Throws away a draft and its file; nothing happens when it has been run. */
    public void discard(ImportId id) {
        find(id);
        ImportBatch batch = require(id);
        transaction.executeWithoutResult(
                status -> {
                    if (store.delete(id, OPEN)) {
                        batch.file().ifPresent(drafts::delete);
                    }
                });
    }

    /** How an import stands; empty when there is none of that id here. */
    public Optional<ImportStatus> find(ImportId id) {
        permissions.require(CrmPermissions.IMPORT);
        return transaction.execute(status -> ledger.find(id)).map(this::settled);
    }

    /** The newest imports, newest first. */
    public List<ImportStatus> latest(int limit) {
        permissions.require(CrmPermissions.IMPORT);
        return transaction.execute(status -> ledger.latest(limit)).stream()
                .map(this::settled)
                .toList();
    }

    /** What is under way is so as long as its job is, which may end without its handler. */
    private ImportStatus settled(ImportStatus seen) {
        if (!seen.state().isUnderWay()) {
            return seen;
        }
        Optional<JobState> job = seen.job().flatMap(jobs::find).map(JobStatus::state);
        if (job.isPresent() && !job.get().isFinal()) {
            return seen;
        }
        boolean stopped = job.filter(JobState.CANCELLED::equals).isPresent();
        return transaction.execute(
                status -> {
                    store.settle(seen, stopped ? ImportState.STOPPED : ImportState.FAILED);
                    return ledger.find(seen.id()).orElse(seen);
                });
    }

    /** A few rows of each outcome, of the dry run or the import, whichever was last. */
    public List<ImportSample> samples(ImportId id) {
        permissions.require(CrmPermissions.IMPORT);
        return transaction.execute(status -> ledger.samples(id));
    }

    /** How many new people came, or would come, without permission as somebody's namesakes. */
    public long namesakes(ImportId id) {
        permissions.require(CrmPermissions.IMPORT);
        return transaction.execute(status -> ledger.namesakes(id));
    }

    /**
     * Writes the faulty rows and the duplicates as CSV: their columns as they were, and the reason.
     *
     * @return how many rows were written
     */
    public long writeFaults(ImportId id, OutputStream out) throws IOException {
        permissions.require(CrmPermissions.IMPORT);
        return ledger.writeFaults(id, out, transaction);
    }

    private ImportBatch require(ImportId id) {
        return transaction
                .execute(status -> store.find(id))
                .orElseThrow(() -> new ImportGoneException(id));
    }

    private void move(ImportId id, List<ImportState> from, ImportState next) {
        if (!store.move(id, from, next)) {
            throw new ImportGoneException(id);
        }
    }

    private JobId enqueue(ImportId id, String type, ImportState next, List<ImportState> from) {
        move(id, from, next);
        return enqueue(id, type);
    }

    private JobId enqueue(ImportId id, String type) {
        JobId job = jobs.enqueue(type, Map.of(PARAMETER, id.toString()));
        store.job(id, job);
        return job;
    }

    /** A first row that once was said to hold names holds them again, and the file the same. */
    private DraftFiles.Draft asBefore(DraftFiles.Draft found, Optional<PartyTables> told)
            throws IOException, BrokenFileException {
        ImportDraft draft = found.draft();
        List<String> first = draft.firstRow();
        Optional<PartyTables> before = transaction.execute(status -> store.memory().kind(first));
        if (!draft.hasHeader() && before.isEmpty()) {
            return found;
        }
        PartyTables kind = told.or(() -> before).orElse(draft.kind());
        return draft.hasHeader() && kind == draft.kind() ? found : drafts.looked(found, true, kind);
    }

    private ImportDraft remembered(ImportDraft draft) {
        return known(draft)
                .map(known -> DraftFiles.withFields(draft, known.columns(), known.whole()))
                .orElse(draft);
    }

    private Optional<MappingMemory.Remembered> known(ImportDraft draft) {
        return draft.hasHeader()
                ? store.memory().of(draft.kind(), draft.columns())
                : Optional.empty();
    }

    // Files without names have nothing to be known again by.
    private static String headerKey(ImportDraft draft) {
        if (!draft.hasHeader()) {
            return "";
        }
        return MappingGuess.headerKey(
                draft.kind(), draft.columns().stream().map(ImportColumn::header).toList());
    }
}
