package studio.backline.plugins.crm.organisation.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.note.Note;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationId;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.ui.ChosenParties;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonName;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Notice;
import studio.backline.testkit.flat.FlatHost;

/** An organisation on the screen, while others work on it too. */
class EditAnOrganisationTest {

    private final FlatHost host = CrmHost.host();
    private final OrganisationService organisations = host.bean(OrganisationService.class);
    private final NoteService notes = host.bean(NoteService.class);
    private final Caller caller = host.newWorkspace();

    // Vaadin holds on to the current window weakly.
    private final UI window =
            new UI() {
                private static final long serialVersionUID = 1L;

                @Override
                public void navigate(String path) {}
            };

    @BeforeEach
    void openAWindow() {
        UI.setCurrent(window);
    }

    @AfterEach
    void closeIt() {
        UI.setCurrent(null);
    }

    @Test
    void whoeverSavesSecondChoosesBetweenTheTwo() {
        open(
                (hall, view) -> {
                    press(view, "Edit");
                    field(view, "City").setValue("Berlin");
                    organisations.change(hall, 0, OrganisationDetails.of("Great Hall"));

                    press(view, "Save");
                    press(view, "Show theirs");
                    assertThat(field(view, "Name").getValue()).isEqualTo("Great Hall");
                    field(view, "City").setValue("Potsdam");
                    press(view, "Save");
                    assertThat(organisations.find(hall).orElseThrow().details())
                            .extracting(OrganisationDetails::name, OrganisationDetails::city)
                            .containsExactly("Great Hall", "Potsdam");
                });
    }

    @Test
    void nothingThatWasWrittenIsLostWhenItIsDeletedMeanwhile() {
        open(
                (hall, view) -> {
                    one(view, TextArea.class).setValue("Pays late");
                    organisations.delete(hall);
                    press(view, "Seal this note");
                    press(view, "Bring it back");
                    press(view, "Seal this note");
                    assertThat(notes.of(hall.party()))
                            .extracting(Note::text)
                            .containsExactly("Pays late");

                    press(view, "Edit");
                    field(view, "City").setValue("Berlin");
                    organisations.delete(hall);
                    organisations.add(OrganisationDetails.of("Hall"));
                    press(view, "Save");
                    press(view, "Bring it back");
                    assertThat(one(view, Notice.class).getChildren().toList()).isNotEmpty();
                    assertThat(texts(view)).contains("Another organisation is called “Hall”");
                    assertThat(field(view, "City").getValue()).isEqualTo("Berlin");
                });
    }

    @Test
    void whatIsRefusedSaysSoAtItsField() {
        open(
                (hall, view) -> {
                    organisations.add(OrganisationDetails.of("O'Neill's"));
                    press(view, "Edit");
                    field(view, "Name").setValue("O’Neill’s");
                    press(view, "Save");
                    assertThat(field(view, "Name").isInvalid()).isTrue();

                    field(view, "Name").setValue("Hall");
                    press(view, "Add a mail, phone or handle");
                    field(view, "Mail").setValue("nobody");
                    press(view, "Save");
                    assertThat(field(view, "Mail").isInvalid()).isTrue();
                    field(view, "Mail").setValue("office@hall.example");
                    press(view, "Save");
                    assertThat(texts(view)).contains("office@hall.example");
                });
    }

    @Test
    void whoIsAffiliatedIsShownAndNotesAndEditingAreForThoseWhoMay() {
        host.run(
                caller,
                () ->
                        host.bean(PersonService.class)
                                .add(
                                        new PersonDetails(
                                                PersonName.of("Ida", "Back"),
                                                "",
                                                "",
                                                "",
                                                Set.of(),
                                                List.of(),
                                                List.of(new Affiliation("Hall", "director")),
                                                Set.of())));
        host.permissions().take(CrmPermissions.EDIT);
        host.permissions().take(CrmPermissions.NOTES);
        try {
            host.run(
                    caller,
                    () -> {
                        OrganisationView view = host.create(OrganisationView.class);
                        view.show(
                                organisations
                                        .page(PartyFilter.ALL, Optional.empty(), false, 5)
                                        .rows()
                                        .getFirst()
                                        .id());
                        assertThat(all(view, Anchor.class))
                                .extracting(Anchor::getText)
                                .contains("Ida Back");
                        assertThat(texts(view)).contains("director");
                        assertThat(all(view, Button.class))
                                .extracting(Button::getText)
                                .doesNotContain("Edit", "Delete", "Seal this note");
                    });
        } finally {
            host.permissions().giveAll();
        }
    }

    @Test
    void theNextByNameIsOneStepAwayAndBack() {
        host.run(caller, () -> organisations.add(OrganisationDetails.of("Zoo")));
        open(
                (hall, view) -> {
                    assertThat(ways(view)).containsExactly("Next in the list");
                    view.show(
                            organisations
                                    .page(PartyFilter.ALL, Optional.empty(), true, 1)
                                    .rows()
                                    .getFirst()
                                    .id());
                    assertThat(ways(view)).containsExactly("Previous in the list");
                });
    }

    private static List<String> ways(Component view) {
        return all(view, Button.class).stream()
                .filter(Button::isVisible)
                .flatMap(button -> button.getAriaLabel().stream())
                .filter(label -> label.endsWith(" in the list"))
                .toList();
    }

    @Test
    void severalAreTaggedDeletedAndBroughtBackAtOnce() {
        open(
                (hall, view) -> {
                    OrganisationId zoo = organisations.add(OrganisationDetails.of("Zoo")).id();
                    List<UUID> both = List.of(hall.value(), zoo.value());
                    ChosenParties chosen =
                            new ChosenParties(
                                    new OrganisationActs(
                                            new CrmWords(host.bean(Texts.class)), organisations));
                    assertThat(chosen.tag(List.of(zoo.value()), "Club")).hasSize(1);
                    assertThat(chosen.tag(both, "Club")).containsExactly(hall.value());
                    assertThat(organisations.find(zoo).orElseThrow().details().tags())
                            .containsExactly("Club");
                    assertThat(chosen.delete(both)).isEqualTo(both);
                    assertThat(organisations.find(zoo)).isEmpty();

                    organisations.add(OrganisationDetails.of("Zoo"));
                    assertThat(chosen.restore(both))
                            .singleElement()
                            .asString()
                            .contains("is called “Zoo” by now");
                    assertThat(organisations.find(hall).orElseThrow().details().tags())
                            .containsExactly("Club");
                });
    }

    private void open(BiConsumer<OrganisationId, OrganisationView> what) {
        host.run(
                caller,
                () -> {
                    OrganisationId hall = organisations.add(OrganisationDetails.of("Hall")).id();
                    OrganisationView view = host.create(OrganisationView.class);
                    view.show(hall);
                    what.accept(hall, view);
                });
    }

    private static TextField field(Component view, String label) {
        return all(view, TextField.class).stream()
                .filter(field -> label.equals(field.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private static void press(Component view, String caption) {
        all(view, Button.class).stream()
                .filter(button -> button.getText().equals(caption))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No button " + caption))
                .click();
    }

    private static String texts(Component view) {
        return within(view)
                .map(
                        each ->
                                each instanceof Text text
                                        ? text.getText()
                                        : each.getElement().getTextRecursively())
                .reduce("", (all, next) -> all + "\n" + next);
    }

    private static <T extends Component> T one(Component view, Class<T> type) {
        return all(view, type).getFirst();
    }

    private static <T extends Component> List<T> all(Component view, Class<T> type) {
        return within(view).filter(type::isInstance).map(type::cast).toList();
    }

    private static Stream<Component> within(Component component) {
        return Stream.concat(
                Stream.of(component), component.getChildren().flatMap(child -> within(child)));
    }
}
