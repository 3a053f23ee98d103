package studio.backline.plugins.crm.person.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.plugins.crm.CrmHost.person;
import static studio.backline.plugins.crm.CrmWindow.all;
import static studio.backline.plugins.crm.CrmWindow.captions;
import static studio.backline.plugins.crm.CrmWindow.first;
import static studio.backline.plugins.crm.CrmWindow.press;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.screens.list.KeysetList;

/** From one who is chosen to all whom the filter lets through, also those who are not shown. */
class ChooseEverybodyTest {

    private static final int KINGS = KeysetList.PAGE + 3;

    @RegisterExtension private final PersonWindow window = new PersonWindow();

    private final PersonService people = window.people();

    @Test
    void whomTheFilterLetsThroughAreDeletedAndNobodyElse() {
        window.run(
                () -> {
                    SubjectId bo = people.add(person("Bo", "Li")).id();
                    List<SubjectId> kings =
                            IntStream.range(0, KINGS)
                                    .mapToObj(i -> people.add(person("Ada " + i, "King")).id())
                                    .toList();
                    PersonListView view = window.host().create(PersonListView.class);
                    first(view, TextField.class).setValue("King");
                    KeysetList<?> list = first(view, KeysetList.class);
                    list.setChosen(List.of(kings.getFirst().toString()), true);

                    press(view, "Choose all " + KINGS);
                    assertThat(captions(view)).doesNotContain("Choose all " + KINGS);
                    assertThat(list.chosen()).hasSize(KINGS).doesNotContain(bo.toString());

                    delete(view);
                    assertThat(people.count(PartyFilter.search("King"))).isZero();
                    assertThat(people.find(bo)).isPresent();
                });
    }

    private static void delete(PersonListView view) {
        all(view, Button.class).stream()
                .filter(
                        button ->
                                button.getAriaLabel()
                                        .equals(Optional.of("Delete the chosen people")))
                .forEach(Button::click);
    }
}
