package studio.backline.plugins.crm.person.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.plugins.crm.CrmHost.person;
import static studio.backline.plugins.crm.CrmWindow.all;
import static studio.backline.plugins.crm.CrmWindow.captions;
import static studio.backline.plugins.crm.CrmWindow.first;
import static studio.backline.plugins.crm.CrmWindow.press;

import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.note.Note;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.party.PartyRef;
import studio.backline.plugins.crm.party.ui.ChosenParties;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.screens.Notice;

/** Somebody deletes a person while somebody else has them open. */
class DeletedMeanwhileTest {

    @RegisterExtension private final PersonWindow window = new PersonWindow();

    private final PersonService people = window.people();
    private final NoteService notes = window.host().bean(NoteService.class);

    @Test
    void aNoteIsNotLostAndIsKeptOnceThePersonIsBack() {
        open(
                (ada, view) -> {
                    first(view, TextArea.class).setValue("Likes Bach");
                    people.delete(ada);

                    press(view, "Seal this note");
                    assertThat(all(view, Notice.class)).hasSize(1);
                    assertThat(first(view, TextArea.class).getValue()).isEqualTo("Likes Bach");

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
                    first(view, TextArea.class).setValue("Likes Bach");
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
                    assertThat(window.visited()).containsExactly("people", "people");
                });
    }

    private void open(BiConsumer<SubjectId, PersonView> what) {
        window.run(
                () -> {
                    SubjectId ada = people.add(person("Ada", "King")).id();
                    what.accept(ada, window.page(ada));
                });
    }
}
