package studio.backline.plugins.crm.person.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.person.PersonService;

/** A person's page says what closes an address, and offers to open what may be opened. */
class SayWhyItIsClosedTest {

    private static final ContactPoint SHARED = ContactPoint.mail("shared@example.org");
    private static final String OPEN = "This person wants letters here";

    @RegisterExtension private final PersonWindow window = new PersonWindow();

    private final PersonService people = window.people();

    @Test
    void anAddressThatSomebodyElseRefusedIsOffered() {
        window.run(
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", SHARED)).id();
                    SubjectId ada = people.add(CrmHost.person("Ada", "King", SHARED)).id();
                    CrmHost.writes(
                            window.caller(), ada, ConsentEvent.WITHDRAWN, "shared@example.org");

                    assertThat(window.texts(bo))
                            .anyMatch(text -> text.contains("Said by somebody"));
                    assertThat(window.buttons(bo)).contains(OPEN);
                    assertThat(window.texts(ada))
                            .anyMatch(text -> text.contains("Closes every address"));
                    assertThat(window.buttons(ada)).doesNotContain(OPEN, "It works again");
                });
    }

    @Test
    void anAddressThatBouncedIsOfferedToWhoMayChangePeopleAlone() {
        window.run(
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", SHARED)).id();
                    CrmHost.writes(window.caller(), bo, ConsentEvent.BOUNCED, "shared@example.org");
                    assertThat(window.buttons(bo)).contains("It works again").doesNotContain(OPEN);

                    window.host().permissions().take(CrmPermissions.EDIT);
                    assertThat(window.buttons(bo)).doesNotContain("It works again");
                });
    }
}
