package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.exporting.ExportService;
import studio.backline.plugins.crm.organisation.Organisation;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationId;
import studio.backline.plugins.crm.organisation.OrganisationRow;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyGoneException;
import studio.backline.plugins.crm.party.PartyPage;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.person.PeopleSort;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonRow;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.testkit.flat.FlatHost;
import studio.backline.testkit.flat.JobsAtOnce;

/** A workspace of its own into which a test imports files, with every guess taken. */
final class Importing {

    private final FlatHost host = CrmHost.host();
    private final ImportService imports = host.bean(ImportService.class);
    private final PersonService people = host.bean(PersonService.class);
    private final Caller caller = host.newWorkspace();

    void run(Runnable work) {
        host.run(caller, work);
    }

    <T> T call(Callable<T> work) {
        return host.call(caller, work);
    }

    void inTransaction(Runnable work) {
        host.inTransaction(
                caller,
                () -> {
                    work.run();
                    return true;
                });
    }

    /** All people of the workspace as a file. */
    String exported() {
        return written(out -> host.bean(ExportService.class).writePeople(out));
    }

    /** All organisations of the workspace as a file. */
    String exportedOrganisations() {
        return written(out -> host.bean(ExportService.class).writeOrganisations(out));
    }

    /** The rows that were left out, as a file. */
    String faults(ImportId id) {
        return written(out -> imports.writeFaults(id, out));
    }

    ImportService imports() {
        return imports;
    }

    PersonService people() {
        return people;
    }

    OrganisationService organisations() {
        return host.bean(OrganisationService.class);
    }

    /** The organisations of the workspace by name, as their pages show them. */
    List<OrganisationDetails> allOrganisations() {
        List<OrganisationDetails> all = new ArrayList<>();
        Optional<PartyAnchor> from = Optional.empty();
        boolean more = true;
        while (more) {
            PartyPage<OrganisationRow> page =
                    organisations().page(PartyFilter.ALL, from, false, 200);
            page.rows().forEach(row -> all.add(organisation(row.id()).details()));
            from = page.rows().isEmpty() ? from : Optional.of(page.rows().getLast().anchor());
            more = page.more();
        }
        return all;
    }

    Organisation organisation(OrganisationId id) {
        return organisations().find(id).orElseThrow();
    }

    /** One by its name. */
    OrganisationId organisation(String name) {
        return organisations().page(PartyFilter.ALL, Optional.empty(), false, 200).rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    <T> T bean(Class<T> type) {
        return host.bean(type);
    }

    JobsAtOnce jobs() {
        return host.jobs();
    }

    /** The people of the workspace as the list shows them first. */
    List<PersonRow> rows() {
        return people.page(PartyFilter.ALL, PeopleSort.NAME, Optional.empty(), false, 200).rows();
    }

    List<String> names() {
        return rows().stream().map(PersonRow::display).toList();
    }

    SubjectId byName(String name) {
        return rows().stream()
                .filter(row -> row.display().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    SubjectId add(PersonDetails person) {
        return people.add(person).id();
    }

    ImportId imported(String csv) {
        return imported(rehearsed(csv));
    }

    ImportId imported(String csv, String source) {
        ImportDraft draft = begun("people.csv", csv);
        return imported(rehearsed(draft, plan(draft.columns(), source)));
    }

    private ImportId imported(ImportId id) {
        ImportCounts rehearsed = counts(id);
        CrmHost.runs(imports, id);
        assertThat(stage(id)).isEqualTo(ImportState.DONE);
        assertThat(counts(id)).isEqualTo(rehearsed);
        return id;
    }

    ImportId rehearsed(String csv) {
        return rehearsed(begun("people.csv", csv));
    }

    ImportId rehearsed(ImportDraft draft) {
        return rehearsed(
                draft,
                draft.kind() == PartyTables.PERSON
                        ? plan(draft.columns())
                        : ImportPlan.ofOrganisations(
                                draft.columns(),
                                draft.fileName(),
                                LocalDate.of(2025, 3, 1),
                                Set.of(),
                                Set.of()));
    }

    private ImportId rehearsed(ImportDraft draft, ImportPlan plan) {
        imports.rehearse(draft.id(), plan);
        assertThat(stage(draft.id())).isEqualTo(ImportState.REHEARSED);
        return draft.id();
    }

    static ImportPlan plan(List<ImportColumn> columns) {
        return plan(columns, "Guest book");
    }

    private static ImportPlan plan(List<ImportColumn> columns, String source) {
        return new ImportPlan(
                columns,
                LawfulBasis.CONSENT,
                source,
                LocalDate.of(2025, 3, 1),
                Set.of(PartyRole.FAN),
                Set.of(),
                "DE");
    }

    ImportDraft begun(String name, String csv) {
        return begun(name, csv.getBytes(StandardCharsets.UTF_8));
    }

    ImportDraft begun(byte[] csv) {
        return begun("people.csv", csv);
    }

    ImportDraft begun(String name, byte[] csv) {
        try {
            return imports.begin(name, out -> out.write(csv));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BrokenFileException e) {
            throw new AssertionError(e);
        }
    }

    ImportState stage(ImportId id) {
        return imports.find(id).orElseThrow().state();
    }

    ImportCounts counts(ImportId id) {
        return imports.find(id).orElseThrow().counts();
    }

    Standing.State standing(String name) {
        return state(name).orElseThrow();
    }

    Standing.State standing(SubjectId person) {
        return stateOf(person).orElseThrow();
    }

    Optional<Standing.State> state(String name) {
        return stateOf(
                people
                        .page(
                                PartyFilter.search(name),
                                PeopleSort.NAME,
                                Optional.empty(),
                                false,
                                50)
                        .rows()
                        .stream()
                        .filter(row -> row.display().equals(name))
                        .map(PersonRow::id)
                        .findFirst()
                        .orElseThrow());
    }

    /** How the core has the person stand for mail. */
    Standing said(SubjectId person) {
        return stands(person).orElseThrow();
    }

    /** What closes an address for mail, whoever has it. */
    Optional<Standing> suppression(String mail) {
        return host.inTransaction(
                caller,
                () ->
                        Optional.ofNullable(
                                host.bean(ConsentLedger.class)
                                        .suppressions(Channel.EMAIL, List.of(mail))
                                        .get(mail)));
    }

    /** A no that names no address, as from another plugin. */
    void withdrawn(SubjectId person) {
        CrmHost.writes(caller, person, ConsentEvent.WITHDRAWN, null);
    }

    /** A grant that no import brought, as from another plugin. */
    void granted(SubjectId person) {
        CrmHost.writes(caller, person, ConsentEvent.GRANTED, null);
    }

    /** Empties the trash, in which the person has lain for too long. */
    void purge(SubjectId person) {
        host.database()
                .execute(
                        "update p_crm.deleted_person set deleted_at = now() - interval '31 days' where id = '%s'"
                                .formatted(person.value()));
        JobId job =
                host.inTransaction(
                        caller, () -> host.bean(Jobs.class).enqueue("crm.empty-trash", Map.of()));
        assertThat(host.jobs().find(job).orElseThrow().state()).isEqualTo(JobState.DONE);
        assertThatThrownBy(() -> people.restore(person)).isInstanceOf(PartyGoneException.class);
    }

    private interface Writing {

        void to(OutputStream out) throws IOException;
    }

    private static String written(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Without the mark of its order.
        return out.toString(StandardCharsets.UTF_8).substring(1);
    }

    /** How a person stands for mail; empty for never asked. */
    Optional<Standing.State> stateOf(SubjectId person) {
        return stands(person).map(Standing::state);
    }

    private Optional<Standing> stands(SubjectId person) {
        return host.inTransaction(
                caller,
                () ->
                        Optional.ofNullable(
                                host.bean(ConsentLedger.class)
                                        .standing(person)
                                        .get(Channel.EMAIL)));
    }
}
