package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.exporting.ExportService;
import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyPage;
import studio.backline.plugins.crm.person.PeopleSort;
import studio.backline.plugins.crm.person.PersonRow;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.testkit.flat.FlatHost;

/** A million people go in, are found at once, and come out. */
@Tag("soak")
class MillionPeopleTest {

    private static final Logger LOG = LoggerFactory.getLogger(MillionPeopleTest.class);
    private static final int ROWS = Integer.getInteger("crm.rows", 1_000_000);
    private static final String[] GIVEN = {
        "Anna", "Ben", "Clara", "Dvořák", "Emil", "Fatima", "Gün", "Hana", "Ivo", "Jörg"
    };

    private final FlatHost host = CrmHost.host();
    private final PersonService people = host.bean(PersonService.class);
    private final ImportService imports = host.bean(ImportService.class);

    @Test
    void aMillionPeopleAreImportedListedSearchedAndExported() {
        Caller caller = host.newWorkspace();
        host.run(
                caller,
                () -> {
                    ImportId id = timed("begin", this::begin);
                    timed("rehearse", () -> imports.rehearse(id, plan(id)));
                    timed("import", () -> CrmHost.runs(imports, id));
                    assertThat(people.count(PartyFilter.ALL)).isEqualTo(ROWS);
                });
        host.database().execute("analyze");
        host.run(
                caller,
                () -> {
                    pages();
                    for (int i = 0; i < 3; i++) {
                        timed("search anna", () -> page(PartyFilter.search("anna 77")));
                        timed("search xyz", () -> page(PartyFilter.search("p123456@")));
                        timed("search dvo", () -> page(PartyFilter.search("dvo")));
                        timed("count", () -> people.count(PartyFilter.ALL));
                    }
                    long exported = timed("export", this::export);
                    assertThat(exported).isEqualTo(ROWS);
                });
    }

    private void pages() {
        for (PeopleSort sort : PeopleSort.values()) {
            for (int i = 0; i < 3; i++) {
                timed("first " + sort, () -> page(sort, Optional.empty(), false));
                PartyPage<PersonRow> last =
                        timed("last " + sort, () -> page(sort, Optional.empty(), true));
                assertThat(last.rows()).hasSize(50);
            }
        }
        PartyAnchor middle = PartyAnchor.beforeNames("m");
        timed("letter m", () -> page(PeopleSort.NAME, Optional.of(middle), false));
        PartyFilter fans = new PartyFilter("", Optional.of(PartyRole.FAN), Optional.empty());
        timed("fans", () -> page(fans));
    }

    private PartyPage<PersonRow> page(
            PeopleSort sort, Optional<PartyAnchor> anchor, boolean backward) {
        return people.page(PartyFilter.ALL, sort, anchor, backward, 50);
    }

    private PartyPage<PersonRow> page(PartyFilter filter) {
        return people.page(filter, PeopleSort.NAME, Optional.empty(), false, 50);
    }

    private ImportId begin() {
        try {
            return imports.begin("million.csv", this::write).id();
        } catch (IOException | BrokenFileException e) {
            throw new AssertionError(e);
        }
    }

    private void write(OutputStream out) throws IOException {
        out.write("First name,Last name,Email,City,Phone\n".getBytes(StandardCharsets.UTF_8));
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            rows.append(GIVEN[i % GIVEN.length])
                    .append(",Family")
                    .append(i * 7919L % ROWS)
                    .append(",p")
                    .append(i)
                    .append("@example.org,Town")
                    .append(i % 1000)
                    .append(i % 10 == 0 ? ",+4934155" + (100_000 + i) : ",")
                    .append('\n');
            if (rows.length() > 1 << 16) {
                out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
                rows.setLength(0);
            }
        }
        out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ImportPlan plan(ImportId id) {
        try {
            return new ImportPlan(
                    imports.draft(id).columns(),
                    LawfulBasis.CONSENT,
                    "A list",
                    LocalDate.of(2026, 1, 1),
                    Set.of(PartyRole.FAN),
                    Set.of(),
                    "");
        } catch (IOException | BrokenFileException e) {
            throw new AssertionError(e);
        }
    }

    private long export() {
        try {
            return host.bean(ExportService.class).writePeople(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T timed(String what, Supplier<T> work) {
        Instant start = Instant.now();
        T result = work.get();
        LOG.info("{}: {} ms", what, Duration.between(start, Instant.now()).toMillis());
        return result;
    }
}
