package studio.backline.plugins.crm.organisation.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.plugins.crm.CrmWindow.all;
import static studio.backline.plugins.crm.CrmWindow.captions;
import static studio.backline.plugins.crm.CrmWindow.first;
import static studio.backline.plugins.crm.CrmWindow.press;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.CrmWindow;
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
import studio.backline.screens.Notice;
import studio.backline.testkit.flat.FlatHost;

/** An organisation on the screen, while others work on it too. */
class EditAnOrganisationTest {

    @RegisterExtension private final CrmWindow window = new CrmWindow();

    private final FlatHost host = window.host();
    private final OrganisationService organisations = host.bean(OrganisationService.class);
    private final NoteService notes = host.bean(NoteService.class);

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
                    first(view, TextArea.class).setValue("Pays late");
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
                    assertThat(first(view, Notice.class).getChildren().toList()).isNotEmpty();
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
        window.run(
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
        window.run(
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
                    assertThat(captions(view)).doesNotContain("Edit", "Delete", "Seal this note");
                });
    }

    @Test
    void theNextByNameIsOneStepAwayAndBack() {
        window.run(() -> organisations.add(OrganisationDetails.of("Zoo")));
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
                            new ChosenParties(new OrganisationActs(window.words(), organisations));
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
        window.run(
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

    private static String texts(Component view) {
        return view.getElement().getTextRecursively();
    }
}
