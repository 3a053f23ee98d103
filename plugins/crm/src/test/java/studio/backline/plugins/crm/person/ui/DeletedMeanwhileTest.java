package studio.backline.plugins.crm.person.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.plugins.crm.CrmHost.person;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.note.Note;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.party.PartyRef;
import studio.backline.plugins.crm.party.ui.ChosenParties;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.screens.Notice;
import studio.backline.testkit.flat.FlatHost;

/** Somebody deletes a person while somebody else has them open. */
class DeletedMeanwhileTest {

    private final FlatHost host = CrmHost.host();
    private final PersonService people = host.bean(PersonService.class);
    private final NoteService notes = host.bean(NoteService.class);
    private final Caller caller = host.newWorkspace();
    private final List<String> visited = new ArrayList<>();

    // Vaadin holds on to the current window weakly.
    private final UI window =
            new UI() {
                private static final long serialVersionUID = 1L;

                @Override
                public void navigate(String path, QueryParameters parameters) {
                    visited.add(path);
                }
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
    void aNoteIsNotLostAndIsKeptOnceThePersonIsBack() {
        open(
                (ada, view) -> {
                    one(view, TextArea.class).setValue("Likes Bach");
                    people.delete(ada);

                    press(view, "Seal this note");
                    assertThat(all(view, Notice.class)).hasSize(1);
                    assertThat(one(view, TextArea.class).getValue()).isEqualTo("Likes Bach");

                    press(view, "Bring them back");
                    press(view, "Seal this note");
                    assertThat(all(view, Notice.class)).isEmpty();
                    assertThat(notes.of(PartyRef.of(ada)))
                            .extracting(Note::text)
                            .containsExactly("Likes Bach");
                });
    }

    @Test
    void aFormIsNotLostAndIsSavedOnceThePersonIsBack() {
        open(
                (ada, view) -> {
                    press(view, "Edit");
                    all(view, TextField.class).stream()
                            .filter(field -> field.getValue().equals("King"))
                            .findFirst()
                            .orElseThrow()
                            .setValue("Lovelace");
                    people.delete(ada);

                    press(view, "Save");
                    press(view, "Bring them back");
                    press(view, "Save");
                    assertThat(people.find(ada).orElseThrow().details().display())
                            .isEqualTo("Ada Lovelace");
                });
    }

    @Test
    void whoeverIsGoneForGoodIsNotOfferedAgain() {
        open(
                (ada, view) -> {
                    one(view, TextArea.class).setValue("Likes Bach");
                    people.delete(ada);
                    press(view, "Seal this note");
                    people.restore(ada);
                    press(view, "Bring them back");
                    assertThat(captions(view)).contains("To the list");
                    assertThat(captions(view)).doesNotContain("Bring them back");
                });
    }

    @Test
    void deletedTwiceIsDeletedOnce() {
        open(
                (ada, view) -> {
                    people.delete(ada);
                    SubjectId bo = people.add(person("Bo", "Li")).id();
                    ChosenParties chosen = new ChosenParties(new PersonActs(people));
                    assertThat(chosen.delete(List.of(ada.value(), bo.value())))
                            .containsExactly(bo.value());

                    people.restore(ada);
                    chosen.restore(List.of(ada.value(), bo.value()));
                    assertThat(people.find(bo)).isPresent();

                    press(view, "Delete");
                    assertThat(people.find(ada)).isEmpty();
                    press(view, "Delete");
                    assertThat(visited).containsExactly("people", "people");
                });
    }

    private void open(BiConsumer<SubjectId, PersonView> what) {
        host.run(
                caller,
                () -> {
                    SubjectId ada = people.add(person("Ada", "King")).id();
                    PersonView view = host.create(PersonView.class);
                    view.show(ada);
                    what.accept(ada, view);
                });
    }

    private static void press(Component view, String caption) {
        all(view, Button.class).stream()
                .filter(button -> button.getText().equals(caption))
                .findFirst()
                .orElseThrow()
                .click();
    }

    private static List<String> captions(Component view) {
        return all(view, Button.class).stream().map(Button::getText).toList();
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
