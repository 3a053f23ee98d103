package studio.backline.plugins.crm.importing.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.backline.plugins.crm.CrmWindow.all;
import static studio.backline.plugins.crm.CrmWindow.button;
import static studio.backline.plugins.crm.CrmWindow.captions;
import static studio.backline.plugins.crm.CrmWindow.press;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportDraft;
import studio.backline.plugins.crm.importing.ImportField;
import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.importing.ImportState;
import studio.backline.plugins.crm.importing.ImportStatus;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.person.PeopleSort;
import studio.backline.plugins.crm.person.PersonRow;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.testkit.flat.FlatHost;

class SeeWhatAnImportLeftTest {

    @RegisterExtension private final ImportWindow window = new ImportWindow();

    private final FlatHost host = window.host();
    private final ImportService imports = window.imports();
    private final PersonService people = host.bean(PersonService.class);

    @Test
    void rowsThatNameOrganisationsAloneAreOfferedAsSuch() {
        window.run(
                () -> {
                    ImportId id =
                            rehearsed(
                                    """
                                    first name,company,mail
                                    Ada,,ada@example.org
                                    ,Club X,info@club.example
                                    ,Club Y,info@y.example
                                    """);
                    CrmHost.runs(imports, id);
                    assertThat(captions(result(id, "done")))
                            .contains("Bring in the 2 organisations");
                });
    }

    @Test
    void oneThatWasStoppedSaysHowManyRowsItHasNotComeTo() {
        window.run(
                () -> {
                    StringBuilder csv = new StringBuilder("name,mail\n");
                    IntStream.range(0, 1_500)
                            .forEach(i -> csv.append("Guest %1$d,g%1$d@x.example\n".formatted(i)));
                    ImportId id = rehearsed(csv.toString());
                    host.jobs().cancelAfterCheckpoints(1);
                    CrmHost.runs(imports, id);
                    assertThat(lines(result(id, "stopped")))
                            .containsExactly(
                                    "1,000 rows were read, 500 were not looked at. What was in when"
                                            + " you stopped stays in, and can be undone.");
                });
    }

    @Test
    void afterAnUndoWhoIsInTheTrashIsNotCountedAmongThoseWhoStay() {
        window.run(
                () -> {
                    ImportId id =
                            rehearsed(
                                    "name,mail\nAda,a@x.example\nBo,b@x.example\nLi,c@x.example\n");
                    CrmHost.runs(imports, id);
                    List<PersonRow> rows =
                            people.page(
                                            PartyFilter.ALL,
                                            PeopleSort.NAME,
                                            Optional.empty(),
                                            false,
                                            10)
                                    .rows();
                    people.change(rows.getFirst().id(), 0, CrmHost.person("Ada", "King"));
                    people.delete(rows.get(1).id());
                    imports.undo(id);
                    assertThat(lines(result(id, "undone")))
                            .containsExactly(
                                    "Undone, but for 1 person who stays: edited or said no meanwhile,"
                                            + " or has no address under which a no of theirs could"
                                            + " be kept. Who said no is kept.",
                                    "1 person who stays has no permission any more, since this list"
                                            + " had brought it. They may not be mailed until they"
                                            + " agree.",
                                    "1 person of this list whom somebody deleted would come back"
                                            + " without the permission that it had brought.");
                });
    }

    @Test
    void cellsThatWereTakenForEmptyAreToldBeforeAndAfter() {
        window.run(
                () -> {
                    ImportId id =
                            rehearsed(
                                    """
                                    name,mail,phone,web,handle
                                    Ada,a@x.example,n/a,,
                                    Bo,b@x.example,n/a; 0341 5551234,undefined,--
                                    Li,none,0341 5551235,,
                                    """);
                    List<String> told =
                            List.of(
                                    "mail|none|1 row",
                                    "phone|n/a|2 rows",
                                    "web|undefined|1 row",
                                    "handle|--|1 row");
                    assertThat(rows(rehearsal(id))).containsExactlyElementsOf(told);
                    CrmHost.runs(imports, id);
                    assertThat(rows(result(id, "done"))).containsExactlyElementsOf(told);
                    assertThat(lines(result(id, "done")))
                            .anyMatch(line -> line.startsWith("5 cells say that there is no mail"));
                });
    }

    @Test
    void whatAnotherWindowRehearsedSinceIsLookedAtBeforeItIsRun() {
        window.run(
                () -> {
                    ImportDraft draft = window.begun("mail,newsletter\na@x.example,no\n");
                    ImportId id = rehearsed(draft);
                    ImportView view = host.create(ImportView.class);
                    view.show(id);
                    ImportColumn mail = draft.columns().getFirst();
                    ImportColumn left =
                            new ImportColumn("newsletter", List.of(), ImportField.IGNORE, "");
                    rehearsed(draft.with(List.of(mail, left)));

                    press(view, "Import 1 person");
                    ImportStatus shown = imports.find(id).orElseThrow();
                    assertThat(shown.state()).isEqualTo(ImportState.REHEARSED);
                    assertThat(button(view, "Import 1 person").isEnabled()).isFalse();
                    assertThatThrownBy(() -> imports.run(shown, false))
                            .hasMessageContaining("not looked at");
                    all(view, Checkbox.class).getFirst().setValue(true);
                    press(view, "Import 1 person");
                    assertThat(imports.find(id).orElseThrow().state()).isEqualTo(ImportState.DONE);
                });
    }

    @Test
    void whereNobodyIsNewAndNobodySaidNoAnotherFileIsTheWayOn() {
        window.run(
                () -> {
                    ImportId id = rehearsed("name,mail\n");
                    ImportView view = host.create(ImportView.class);
                    view.show(id);
                    assertThat(captions(view))
                            .noneMatch(caption -> caption.startsWith("Record"))
                            .endsWith("Bring another file");
                    press(view, "Bring another file");
                    assertThat(imports.find(id)).isEmpty();
                });
    }

    private ImportRehearsalStep rehearsal(ImportId id) {
        return new ImportRehearsalStep(
                window.words(),
                imports,
                imports.find(id).orElseThrow(),
                () -> {},
                seen -> {},
                told -> {});
    }

    /** The rows of the only table of words, each with its cells by bars. */
    private static List<String> rows(Component step) {
        List<StrangeTable> tables = all(step, StrangeTable.class);
        assertThat(tables).hasSize(1);
        return all(tables.getFirst(), NativeTableRow.class).stream()
                .skip(1)
                .map(WalkAnImportTest::parts)
                .toList();
    }

    private ImportResultStep result(ImportId id, String outcome) {
        return new ImportResultStep(
                window.words(), imports, imports.find(id).orElseThrow(), outcome, () -> {});
    }

    private ImportId rehearsed(String csv) {
        return rehearsed(window.begun(csv));
    }

    private ImportId rehearsed(ImportDraft draft) {
        imports.rehearse(
                draft.id(),
                new ImportPlan(
                        draft.columns(),
                        LawfulBasis.CONSENT,
                        "The guest book",
                        LocalDate.of(2026, 11, 1),
                        Set.of(),
                        Set.of(),
                        ""));
        return draft.id();
    }

    private static List<String> lines(Component step) {
        return all(step, Paragraph.class).stream().map(Paragraph::getText).toList();
    }
}
