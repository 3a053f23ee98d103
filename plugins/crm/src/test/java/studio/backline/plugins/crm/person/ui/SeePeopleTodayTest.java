package studio.backline.plugins.crm.person.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.plugins.crm.CrmHost.person;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.ui.PartyFilterBar;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.file.DownloadLink;
import studio.backline.screens.start.DayLine;
import studio.backline.screens.start.DayLine.Step;
import studio.backline.screens.start.StartOfDay;
import studio.backline.testkit.flat.FlatHost;

/** What the start page and the list say, by how many there are and what the reader may do. */
class SeePeopleTodayTest {

    // Vaadin holds the current one weakly.
    private final UI window = new UI();
    private final FlatHost host = CrmHost.host();
    private final PersonService people = host.bean(PersonService.class);
    private final Caller caller = host.newWorkspace();

    @AfterEach
    void giveAll() {
        UI.setCurrent(null);
        host.permissions().giveAll();
    }

    @Test
    void nobodyIsAskedToBringAListWhoMayNotImport() {
        assertThat(sentences()).containsExactly(text("crm.people.empty"));
        host.permissions().take(CrmPermissions.IMPORT);
        assertThat(sentences()).containsExactly(text("crm.people.empty.add"));
        host.permissions().take(CrmPermissions.EDIT);
        assertThat(sentences()).containsExactly(text("crm.people.empty.view"));
        host.permissions().take(CrmPermissions.VIEW);
        assertThat(sentences()).isEmpty();
    }

    @Test
    void itSaysHowManyThereAreAndLeadsToThemFirst() {
        host.run(caller, () -> people.add(person("Ada", "Lovelace")));
        assertThat(sentences()).containsExactly("1 person is here.");
        host.run(caller, () -> people.add(person("Bo", "Li")));

        assertThat(sentences()).containsExactly("2 people are here.");
        assertThat(lines().getFirst().steps())
                .extracting(Step::path)
                .containsExactly("people", "people/new", "people/import");
    }

    @Test
    void anImportThatWaitsComesFirst() {
        host.call(
                caller,
                () ->
                        host.bean(ImportService.class)
                                .begin(
                                        "guests.csv",
                                        out ->
                                                out.write(
                                                        "name,mail\nAda,a@example.org\n"
                                                                .getBytes(
                                                                        StandardCharsets.UTF_8))));

        assertThat(sentences().getFirst()).startsWith("“guests.csv” waits for its columns.");
        host.permissions().take(CrmPermissions.IMPORT);
        assertThat(sentences()).hasSize(1);
    }

    @Test
    void anExportIsOfferedOnceThereIsSomebody() {
        assertThat(isExportShown()).isFalse();
        host.run(caller, () -> people.add(person("Ada", "Lovelace")));
        assertThat(isExportShown()).isTrue();
    }

    @Test
    void theFilterPassesOnAsFewLettersAsAreTyped() {
        host.run(
                caller,
                () -> {
                    List<PartyFilter> told = new ArrayList<>();
                    PartyFilterBar bar =
                            new PartyFilterBar(
                                    new CrmWords(host.bean(Texts.class)),
                                    "crm.people.",
                                    host.bean(TagService.class),
                                    told::add);
                    within(bar)
                            .filter(TextField.class::isInstance)
                            .map(TextField.class::cast)
                            .findFirst()
                            .orElseThrow()
                            .setValue("李娜");
                    assertThat(told).containsExactly(PartyFilter.search("李娜"));
                });
    }

    private boolean isExportShown() {
        return host.call(
                caller,
                () -> {
                    UI.setCurrent(window);
                    PersonListView view = host.create(PersonListView.class);
                    view.showCounts();
                    return within(view)
                            .filter(DownloadLink.class::isInstance)
                            .findFirst()
                            .orElseThrow()
                            .isVisible();
                });
    }

    private static Stream<Component> within(Component component) {
        return Stream.concat(
                Stream.of(component), component.getChildren().flatMap(child -> within(child)));
    }

    private List<String> sentences() {
        return lines().stream().map(DayLine::sentence).toList();
    }

    private List<DayLine> lines() {
        return host.call(
                caller,
                () ->
                        host.beans(StartOfDay.class).stream()
                                .flatMap(one -> one.lines().stream())
                                .toList());
    }

    private String text(String key) {
        return host.bean(Texts.class).get(key);
    }
}
