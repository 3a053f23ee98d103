package studio.backline.plugins.crm.person.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.testkit.flat.FlatHost;

/** A person's page says what closes an address, and offers to open what may be opened. */
class SayWhyItIsClosedTest {

    private static final ContactPoint SHARED = ContactPoint.mail("shared@example.org");
    private static final String OPEN = "This person wants letters here";

    private final FlatHost host = CrmHost.host();
    private final PersonService people = host.bean(PersonService.class);
    private final Caller caller = host.newWorkspace();
    private final UI window = new UI();

    @BeforeEach
    void openAWindow() {
        UI.setCurrent(window);
    }

    @AfterEach
    void closeIt() {
        UI.setCurrent(null);
    }

    @Test
    void anAddressThatSomebodyElseRefusedIsOffered() {
        host.run(
                caller,
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", SHARED)).id();
                    SubjectId ada = people.add(CrmHost.person("Ada", "King", SHARED)).id();
                    CrmHost.writes(caller, ada, ConsentEvent.WITHDRAWN, "shared@example.org");

                    assertThat(texts(bo)).anyMatch(text -> text.contains("Said by somebody"));
                    assertThat(buttons(bo)).contains(OPEN);
                    assertThat(texts(ada)).anyMatch(text -> text.contains("Closes every address"));
                    assertThat(buttons(ada)).doesNotContain(OPEN, "It works again");
                });
    }

    @Test
    void anAddressThatBouncedIsOfferedToWhoMayChangePeopleAlone() {
        host.run(
                caller,
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", SHARED)).id();
                    CrmHost.writes(caller, bo, ConsentEvent.BOUNCED, "shared@example.org");
                    assertThat(buttons(bo)).contains("It works again").doesNotContain(OPEN);

                    host.permissions().take(CrmPermissions.EDIT);
                    try {
                        assertThat(buttons(bo)).doesNotContain("It works again");
                    } finally {
                        host.permissions().giveAll();
                    }
                });
    }

    private List<String> buttons(SubjectId person) {
        return page(person, Button.class)
                .filter(Component::isVisible)
                .map(Button::getText)
                .toList();
    }

    private List<String> texts(SubjectId person) {
        return page(person, Span.class).map(Span::getText).toList();
    }

    private <T extends Component> Stream<T> page(SubjectId person, Class<T> type) {
        PersonView view = host.create(PersonView.class);
        view.show(person);
        return within(view).filter(type::isInstance).map(type::cast);
    }

    private static Stream<Component> within(Component component) {
        return Stream.concat(
                Stream.of(component), component.getChildren().flatMap(child -> within(child)));
    }
}
