package studio.backline.bench.people;

import java.sql.SQLException;
import studio.backline.bench.Benchmark;
import studio.backline.bench.Report;
import studio.backline.bench.Result;
import studio.backline.bench.Wanted;
import studio.backline.bench.Workbench;
import studio.backline.testkit.flat.FlatHost;

/** A list of a million people brought in, against COPY and INSERT … SELECT alone. */
public final class ImportBenchmark implements Benchmark {

    private static final int MANY = Integer.getInteger("bench.people", 1_000_000);
    private static final int FEW = MANY / 10;
    private static final long HEAP_MILLIS = 5_000;

    /** What a list may take in memory beyond one a tenth as long, in megabytes. */
    private static final double HEAP_MORE = 16;

    @Override
    public String id() {
        return "import";
    }

    @Override
    public String title() {
        return "A CSV file of a million people, against COPY and INSERT … SELECT into the same tables.";
    }

    @Override
    public void run(Workbench workbench, Report report) throws Exception {
        FlatHost house = PeopleHouse.open(workbench);
        ImportedList few = bring(house, FEW, report);
        empty(house);
        ImportedList many = bring(house, MANY, report);
        ImportFloor floor =
                ImportFloor.of(house.database(), many.owner().workspace(), workbench.folder());
        double seconds = floor.measure();
        report.progress("floor: %.1f s".formatted(seconds));
        report.add(
                Result.of(
                        "a file stored, rehearsed and imported, people",
                        "/s",
                        many.people() / (many.prepared() + many.imported()),
                        many.people() / seconds,
                        Wanted.atLeast(0.80)));
        report.note(
                "From the upload to the people: %.1f s to store and rehearse the file, %.1f s to import it; the import alone is %.2f of the limit, which one connection works on."
                        .formatted(many.prepared(), many.imported(), seconds / many.imported()));
        report.add(
                Result.of(
                        "most heap alive, against a tenth of the list and %.0f MB more"
                                .formatted(HEAP_MORE),
                        "MB",
                        many.heap(),
                        few.heap() + HEAP_MORE,
                        Wanted.atMost(1)));
    }

    private static ImportedList bring(FlatHost house, int rows, Report report) throws Exception {
        ImportedList list = ImportedList.bring(house, new PeopleFile(rows), HEAP_MILLIS);
        report.progress(
                "%,d rows: stored and rehearsed in %.1f s, imported in %.1f s, %,d people, %.0f MB alive"
                        .formatted(
                                rows,
                                list.prepared(),
                                list.imported(),
                                list.people(),
                                list.heap()));
        return list;
    }

    /**
     * The first list was to warm up and to compare the memory; the floor's tables are empty too.
     */
    private static void empty(FlatHost house) throws SQLException {
        house.database()
                .execute(
                        """
                        truncate p_crm.person, p_crm.contact_point, p_crm.person_role, p_crm.tag,
                            p_crm.person_tag, p_crm.affiliation, p_crm.import_line, p_crm.import_change,
                            backline.subject, backline.consent_entry, backline.consent_state,
                            backline.suppression cascade
                        """);
    }
}
