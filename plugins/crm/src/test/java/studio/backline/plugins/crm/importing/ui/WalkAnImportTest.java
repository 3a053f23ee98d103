package studio.backline.plugins.crm.importing.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.plugins.crm.CrmWindow.all;
import static studio.backline.plugins.crm.CrmWindow.button;
import static studio.backline.plugins.crm.CrmWindow.press;
import static studio.backline.plugins.crm.CrmWindow.within;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportField;
import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.importing.ImportState;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Meaning;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.screens.Notice;
import studio.backline.testkit.flat.FlatHost;

/** The steps of an import, forth and back, as somebody sees them. */
class WalkAnImportTest {

    private static final String DATED = "mail,consent date\n";
    private static final String PEOPLE = "first name,last name,mail,city,tags\n";

    @RegisterExtension private final ImportWindow window = new ImportWindow();

    private final FlatHost host = window.host();
    private final ImportService imports = window.imports();

    @Test
    void answersAndColumnsStayWhenOneGoesBackAndForth() {
        window.run(
                () -> {
                    ImportId id = begun("name,mail,town\nAda,ada@example.org,Kraków\n");
                    ImportView view = opened(id);
                    field(view, 2).setValue(ImportField.TAGS);
                    press(view, "Next: permission");
                    permission(view).setValue(LawfulBasis.CONTRACT);
                    source(view).setValue("The shop");

                    press(view, "Back to the columns");
                    assertThat(field(view, 2).getValue()).isEqualTo(ImportField.TAGS);
                    press(view, "Next: permission");
                    assertThat(permission(view).getValue()).isEqualTo(LawfulBasis.CONTRACT);
                    assertThat(source(view).getValue()).isEqualTo("The shop");

                    since(view).setValue("2026-11-01");
                    press(view, "Rehearse");
                    ImportView later = opened(id);
                    press(later, "Back to the columns");
                    press(later, "Next: permission");
                    assertThat(source(later).getValue()).isEqualTo("The shop");
                    assertThat(since(later).getValue()).isEqualTo("2026-11-01");
                });
    }

    @Test
    void aDayToComeIsRefusedForWhatItIs() {
        window.run(
                () -> {
                    ImportView view = opened(begun(PEOPLE + "Ada,King,a@example.org,Kraków,\n"));
                    press(view, "Next: permission");
                    press(view, "Rehearse");
                    assertThat(since(view).getErrorMessage()).isEqualTo("Choose a day.");
                    since(view).setValue("2999-01-01");
                    press(view, "Rehearse");
                    assertThat(since(view).getErrorMessage())
                            .startsWith("This day is still to come");
                });
    }

    @Test
    void aSourceThatIsTooLongIsRefusedAndNotCut() {
        window.run(
                () -> {
                    ImportView view = opened(begun(PEOPLE + "Ada,King,a@example.org,Kraków,\n"));
                    press(view, "Next: permission");
                    permission(view).setValue(LawfulBasis.CONTRACT);
                    since(view).setValue("2026-11-01");
                    assertThat(source(view).getMaxLength()).as("cuts what is pasted").isZero();
                    source(view).setValue("s".repeat(ImportPlan.MAX_SOURCE + 1));
                    press(view, "Rehearse");
                    assertThat(source(view).getErrorMessage())
                            .isEqualTo("“Source” is too long: 200 characters at most.");
                });
    }

    @Test
    void theFirstRowIsShownAndOneSaysWhetherItHoldsNames() {
        window.run(
                () -> {
                    ImportId id = begun("Amani,Mwangi,Nakuru\nNeema,Otieno,Kisumu\n");
                    ImportView view = opened(id);
                    Checkbox names = one(view, Checkbox.class);
                    assertThat(names.getValue()).isTrue();
                    assertThat(names.getHelperText()).isEqualTo("It says: Amani · Mwangi · Nakuru");
                    names.setValue(false);
                    assertThat(one(view, Checkbox.class).getValue()).isFalse();
                    assertThat(field(view, 2).getAriaLabel()).contains("What “Column 3” is");
                    assertThat(one(opened(id), Checkbox.class).getValue()).isFalse();
                });
    }

    @Test
    void datesThatCouldBeEitherAreAskedAboutAndTheAnswerIsRemembered() {
        window.run(
                () -> {
                    ImportId id = begun(DATED + "ada@example.org,03/04/2024\n");
                    ImportView view = opened(id);
                    DateOrderChoice asked = one(view, DateOrderChoice.class);
                    assertThat(asked.getItemLabelGenerator().apply(asked.getValue()))
                            .isEqualTo("03/04/2024 is 3 April 2024");
                    asked.setValue(ImportColumn.MONTH_FIRST);
                    rehearse(view);
                    assertThat(order(id)).isEqualTo(ImportColumn.MONTH_FIRST);

                    ImportView next = opened(begun(DATED + "bo@example.org,05/06/2024\n"));
                    assertThat(one(next, DateOrderChoice.class).getValue())
                            .isEqualTo(ImportColumn.MONTH_FIRST);
                    assertThat(
                                    within(next)
                                            .filter(
                                                    part ->
                                                            part.getElement()
                                                                    .getClassList()
                                                                    .contains("bl-guess")))
                            .as("in pencil")
                            .isEmpty();

                    ImportId told = begun(DATED + "li@example.org,25/06/2024\n");
                    ImportView clear = opened(told);
                    assertThat(all(clear, DateOrderChoice.class)).isEmpty();
                    rehearse(clear);
                    assertThat(order(told)).isEqualTo(ImportColumn.DAY_FIRST);
                });
    }

    @Test
    void aRehearsalShowsWhatWasThereAndWhatComes() {
        window.run(
                () -> {
                    ImportId first = begun(PEOPLE + "Ada,King,ada@example.org,Berlin,brass\n");
                    rehearse(opened(first));
                    CrmHost.runs(imports, first);

                    ImportView view =
                            opened(
                                    begun(
                                            PEOPLE
                                                    + "Ada,King,ada@example.org,Kraków,"
                                                    + "\"brass, strings\"\n"
                                                    + "Bo,Li,bo@example.org,,\n"));
                    rehearse(view);

                    assertThat(texts(view, "bl-change"))
                            .containsExactly("City|Berlin|Kraków", "Tags|strings");
                });
    }

    @Test
    void whatMaySayNoIsAnsweredBeforeAnybodyIsImported() {
        window.run(
                () -> {
                    ImportId id =
                            begun(
                                    "name,mail,tags,status\n"
                                            + "Ada,ada@example.org,unsubscribed,subscribed\n"
                                            + "Bo,bo@example.org,vip,premium\n");
                    ImportView view = opened(id);
                    rehearse(view);
                    assertThat(button(view, "Import 2 people").isEnabled()).isFalse();
                    one(view, Checkbox.class).setValue(true);
                    assertThat(button(view, "Import 2 people").isEnabled()).isTrue();

                    Select<Meaning> asked = meaning(view);
                    assertThat(asked.getValue()).isEqualTo(Meaning.SILENT);
                    // What cannot be pressed yet is not there, and goes with a change of mind.
                    asked.setValue(Meaning.GRANT);
                    Button again = button(view, "Rehearse with these answers");
                    asked.setValue(Meaning.SILENT);
                    assertThat(again.isVisible()).isFalse();
                    asked.setValue(Meaning.GRANT);
                    press(view, "Rehearse with these answers");
                    assertThat(meaning(view).getValue()).isEqualTo(Meaning.GRANT);
                    assertThat(imports.plan(id).orElseThrow().meaning(3, "premium"))
                            .isEqualTo(Meaning.GRANT);
                });
    }

    @Test
    void allColumnsThatMaySayNoAreNamedAndAllThatTheyCanBe() {
        window.run(
                () -> {
                    ImportView view =
                            opened(
                                    begun(
                                            "name,mail,a,b,c\n"
                                                    + "Ada,ada@example.org,yes,ja,x\n"
                                                    + "Bo,bo@example.org,no,nein,\n"));
                    rehearse(view);
                    assertThat(rows(one(view, StrangeTable.class)))
                            .extracting(row -> row.split("\\|")[0])
                            .containsExactly("a", "b", "c");
                    assertThat(one(view, StrangeTable.class).getElement().getTextRecursively())
                            .contains(
                                    "“Subscribed or not”, “Unsubscribed”, “Bounced”,"
                                            + " “No to calls”, “No to texts”, “No to post”");
                });
    }

    @Test
    void aWordAboutCallsIsANoOrNothingAndNeverAPermission() {
        window.run(
                () -> {
                    ImportId id = begun("mail,no to calls\nada@example.org,rather not\n");
                    ImportView view = opened(id);
                    rehearse(view);
                    assertThat(meaning(view).getListDataView().getItems())
                            .containsExactlyInAnyOrder(Meaning.REFUSE, Meaning.SILENT);
                });
    }

    @Test
    void aRehearsalThatIsStoppedWhileItWaitsLeadsBackToTheColumns() {
        window.run(
                () -> {
                    host.jobs().keepWaiting();
                    ImportId id = begun(PEOPLE + "Ada,King,ada@example.org,Berlin,brass\n");
                    ImportView view = opened(id);
                    rehearse(view);
                    UI.getCurrent().add(view);
                    press(view, "Stop");
                    look();
                    press(view, "Next: permission");

                    press(view, "Rehearse");
                    host.jobs().refuseWaiting("Whoever asked is no longer a member.");
                    look();
                    assertThat(one(view, Notice.class).getElement().getTextRecursively())
                            .contains("no longer a member");
                    assertThat(all(opened(id), Notice.class)).hasSize(1);
                });
    }

    @Test
    void anUndoThatWasStoppedSaysSo() {
        window.run(
                () -> {
                    ImportId id = begun(PEOPLE + "Ada,King,ada@example.org,Berlin,brass\n");
                    rehearse(opened(id));
                    CrmHost.runs(imports, id);
                    host.jobs().keepWaiting();
                    ImportView view = opened(id);
                    press(view, "Undo this import");
                    UI.getCurrent().add(view);
                    press(view, "Stop");
                    look();
                    assertThat(view.getElement().getTextRecursively()).contains("Undo stopped");
                    host.jobs().resumeAll();
                    press(view, "Undo this import");
                    assertThat(imports.find(id).orElseThrow().state())
                            .isEqualTo(ImportState.UNDONE);
                });
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatAFileHoldsIsSaidAndOrganisationsAreAskedForNoPermission() {
        window.run(
                () -> {
                    ImportId id = begun("name,mail\nHall,b@hall.example\n");
                    ImportView view = opened(id);
                    RadioButtonGroup<PartyTables> kind = one(view, RadioButtonGroup.class);
                    assertThat(kind.getValue()).isEqualTo(PartyTables.PERSON);
                    kind.setValue(PartyTables.ORGANISATION);
                    assertThat(field(view, 0).getValue()).isEqualTo(ImportField.ORGANISATION);
                    assertThat(all(opened(id), ComboBox.class)).hasSize(2);
                    press(view, "Next: all of them");
                    assertThat(all(view, TextField.class)).isEmpty();
                    press(view, "Rehearse");
                    press(view, "Import 1 organisation");
                    assertThat(texts(view, "bl-sums").getFirst()).startsWith("1new organisation");
                    button(view, "Show organisations");
                });
    }

    /** What the browser does each second while something works. */
    private static void look() {
        ComponentUtil.fireEvent(UI.getCurrent(), new PollEvent(UI.getCurrent(), false));
    }

    private String order(ImportId id) {
        return imports.plan(id).orElseThrow().columns().get(1).label();
    }

    private ImportId begun(String csv) {
        return window.begun(csv).id();
    }

    private ImportView opened(ImportId id) {
        ImportView view = host.create(ImportView.class);
        view.show(id);
        return view;
    }

    private static void rehearse(ImportView view) {
        press(view, "Next: permission");
        permission(view).setValue(LawfulBasis.CONSENT);
        source(view).setValue("The guest book");
        since(view).setValue("2026-11-01");
        press(view, "Rehearse");
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<ImportField> field(ImportView view, int column) {
        return all(view, ComboBox.class).get(column);
    }

    @SuppressWarnings("unchecked")
    private static RadioButtonGroup<LawfulBasis> permission(ImportView view) {
        return one(view, RadioButtonGroup.class);
    }

    private static TextField source(ImportView view) {
        return all(view, TextField.class).getFirst();
    }

    private static TextField since(ImportView view) {
        return all(view, TextField.class).get(1);
    }

    @SuppressWarnings("unchecked")
    private static Select<Meaning> meaning(ImportView view) {
        return one(view, Select.class);
    }

    /** What the parts of this class say, each with its own parts by bars. */
    private static List<String> texts(ImportView view, String className) {
        return within(view)
                .filter(part -> part.getElement().getClassList().contains(className))
                .map(WalkAnImportTest::parts)
                .toList();
    }

    /** The rows of a table, each with its cells by bars. */
    private static List<String> rows(Component table) {
        return within(table)
                .filter(NativeTableBody.class::isInstance)
                .flatMap(Component::getChildren)
                .map(WalkAnImportTest::parts)
                .toList();
    }

    static String parts(Component whole) {
        return whole.getChildren()
                .map(part -> part.getElement().getTextRecursively())
                .collect(Collectors.joining("|"));
    }

    private static <T extends Component> T one(ImportView view, Class<T> type) {
        List<T> all = all(view, type);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
