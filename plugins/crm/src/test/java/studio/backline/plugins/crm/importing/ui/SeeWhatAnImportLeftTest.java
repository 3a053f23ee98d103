package studio.backline.plugins.crm.importing.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.importing.ImportDraft;
import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.testkit.flat.FlatHost;

class SeeWhatAnImportLeftTest {

    private final FlatHost host = CrmHost.host();
    private final ImportService imports = host.bean(ImportService.class);
    private final Caller caller = host.newWorkspace();

    /** Kept here: what is current is held by a weak reference alone. */
    private final UI window = new UI();

    @BeforeEach
    void openAWindow() {
        window.setLocale(Locale.UK);
        UI.setCurrent(window);
    }

    @AfterEach
    void closeIt() {
        host.jobs().resumeAll();
        UI.setCurrent(null);
    }

    @Test
    void rowsThatNameOrganisationsAloneAreOfferedAsSuch() {
        host.call(
                caller,
                () -> {
                    ImportId id =
                            rehearsed(
                                    """
                                    first name,company,mail
                                    Ada,,ada@example.org
                                    ,Club X,info@club.example
                                    ,Club Y,info@y.example
                                    """);
                    imports.run(id);
                    assertThat(buttons(result(id, "done")))
                            .contains("Bring in the 2 organisations");
                    return id;
                });
    }

    @Test
    void oneThatWasStoppedSaysHowManyRowsItHasNotComeTo() {
        host.call(
                caller,
                () -> {
                    StringBuilder csv = new StringBuilder("name,mail\n");
                    IntStream.range(0, 1_500)
                            .forEach(i -> csv.append("Guest %1$d,g%1$d@x.example\n".formatted(i)));
                    ImportId id = rehearsed(csv.toString());
                    host.jobs().cancelAfterCheckpoints(1);
                    imports.run(id);
                    assertThat(
                                    all(result(id, "stopped"))
                                            .filter(Paragraph.class::isInstance)
                                            .map(each -> each.getElement().getText()))
                            .containsExactly(
                                    "1,000 rows were read, 500 were not looked at. What was in when"
                                            + " you stopped stays in, and can be undone.");
                    return id;
                });
    }

    private ImportResultStep result(ImportId id, String outcome) {
        return new ImportResultStep(
                new CrmWords(host.bean(Texts.class)),
                imports,
                imports.find(id).orElseThrow(),
                outcome,
                () -> {});
    }

    private ImportId rehearsed(String csv) throws Exception {
        ImportDraft draft =
                imports.begin("people.csv", out -> out.write(csv.getBytes(StandardCharsets.UTF_8)));
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

    private static List<String> buttons(Component step) {
        return all(step)
                .filter(Button.class::isInstance)
                .map(each -> ((Button) each).getText())
                .toList();
    }

    private static Stream<Component> all(Component root) {
        return Stream.concat(
                Stream.of(root), root.getChildren().flatMap(SeeWhatAnImportLeftTest::all));
    }
}
