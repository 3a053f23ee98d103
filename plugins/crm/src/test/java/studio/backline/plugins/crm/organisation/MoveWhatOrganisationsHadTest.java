package studio.backline.plugins.crm.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.MigrationStep;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.testkit.flat.FlatHost;

/** The step that makes rows of the one mail, phone and page that an organisation had. */
class MoveWhatOrganisationsHadTest {

    private static final String STEP = "V009__what_organisations_had";

    /** The columns that organisations had, with what was typed into them, whatever it was. */
    private static final String BEFORE =
            """
            (select x.workspace_id, x.id, coalesce(h.roles, '') as roles,
                coalesce(h.mail, '') as mail, coalesce(h.phone, '') as phone,
                coalesce(h.web, '') as web
            from organisation x left join (values
                ('Hall', 'venue promoter', 'Office@Hall.example', '+48 42 123 45 67',
                    'https://hall.example/'),
                ('Two', 'press', ' a@two.example; b@müller.example ', 'by bell', ''),
                ('Odd', '', 'Anna <anna@odd.example>', '', ''),
                ('Bad', '', '<script>', E'\\u2003', E'\\u001c'),
                ('Longest', '', 'x@ßßßßßßßßßßßß.example', '', '')
                ) as h (name, roles, mail, phone, web) on h.name = x.name) o""";

    private final FlatHost host = CrmHost.host();
    private final EntityManager entities = host.bean(EntityManager.class);
    private final OrganisationService organisations = host.bean(OrganisationService.class);
    private final Caller caller = host.newWorkspace();

    @Test
    void nothingIsLostAndWhatIsAMailIsOne() {
        host.inTransaction(
                caller,
                () -> {
                    List.of("Hall", "Two", "Odd", "Bad", "Longest", "None")
                            .forEach(name -> organisations.add(OrganisationDetails.of(name)));
                    MigrationStep.run(
                            entities, MigrationStep.sql(STEP).replace("organisation o", BEFORE));
                    return caller;
                });
        host.run(
                caller,
                () -> {
                    assertThat(details("Hall").roles())
                            .isEqualTo(Set.of(PartyRole.VENUE, PartyRole.PROMOTER));
                    assertThat(details("Hall").contacts())
                            .containsExactly(
                                    ContactPoint.mail("Office@Hall.example"),
                                    new ContactPoint(ContactKind.PHONE, "", "+48 42 123 45 67"),
                                    new ContactPoint(ContactKind.WEB, "", "https://hall.example/"));
                    assertThat(details("Two").contacts())
                            .containsExactly(
                                    ContactPoint.mail("a@two.example"),
                                    ContactPoint.mail("b@müller.example"),
                                    new ContactPoint(ContactKind.PHONE, "", "by bell"));
                    assertThat(details("Odd").contacts())
                            .containsExactly(handle("Anna <anna@odd.example>"));
                    assertThat(details("Bad").contacts()).containsExactly(handle("<script>"));
                    assertThat(details("Longest").contacts())
                            .containsExactly(ContactPoint.mail("x@ßßßßßßßßßßßß.example"));
                    assertThat(details("None").contacts()).isEmpty();
                    for (String words : List.of("+48421234567", "123 45", "hall.example")) {
                        assertThat(found(words)).as(words).containsExactly("Hall");
                    }
                });
    }

    private OrganisationDetails details(String name) {
        OrganisationRow row =
                organisations
                        .page(PartyFilter.search(name), Optional.empty(), false, 5)
                        .rows()
                        .getFirst();
        return organisations.find(row.id()).orElseThrow().details();
    }

    private List<String> found(String words) {
        return organisations
                .page(PartyFilter.search(words), Optional.empty(), false, 5)
                .rows()
                .stream()
                .map(OrganisationRow::name)
                .toList();
    }

    private static ContactPoint handle(String value) {
        return new ContactPoint(ContactKind.HANDLE, "Mail", value);
    }
}
