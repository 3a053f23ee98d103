package studio.backline.plugins.crm.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.testkit.flat.FlatHost;

class ExportOrganisationsTest {

    private final FlatHost host = CrmHost.host();
    private final OrganisationService organisations = host.bean(OrganisationService.class);
    private final Caller caller = host.newWorkspace();

    @Test
    void everyFieldIsInTheFileAndNothingInItIsAFormula() throws IOException {
        host.run(
                caller,
                () -> {
                    organisations.add(
                            new OrganisationDetails(
                                    "=Hall",
                                    "Łódź",
                                    "Polska",
                                    Set.of(PartyRole.VENUE, PartyRole.PROMOTER),
                                    List.of(
                                            new ContactPoint(
                                                    ContactKind.MAIL, "booking", "b@hall.example"),
                                            ContactPoint.mail("a@hall.example"),
                                            new ContactPoint(ContactKind.PHONE, "", "+48 42 123"),
                                            new ContactPoint(
                                                    ContactKind.HANDLE, "instagram", "@hall"),
                                            new ContactPoint(
                                                    ContactKind.WEB, "", "hall.example/a;b")),
                                    Set.of("b", "a, or c")));
                    organisations.add(OrganisationDetails.of("Bare"));
                });
        host.run(host.newWorkspace(), () -> organisations.add(OrganisationDetails.of("Theirs")));
        assertThat(host.call(caller, this::export))
                .isEqualTo(
                        """
                        \ufeffOrganisation,Mail,Phone,Handle,Web,Roles,Tags,City,Country,Mail status,Mail status since,Mail status source
                        Bare,,,,,,,,,,,
                        '=Hall,"b@hall.example [booking]
                        a@hall.example",'+48 42 123,'@hall [instagram],"hall.example/a;b
                        ","promoter
                        venue","a, or c
                        b",Łódź,Polska,,,
                        """);
    }

    @Test
    void whoMayNotExportIsRefused() {
        host.permissions().take(CrmPermissions.EXPORT);
        try {
            assertThatThrownBy(() -> host.call(caller, this::export))
                    .isInstanceOf(PermissionDeniedException.class);
        } finally {
            host.permissions().giveAll();
        }
    }

    private String export() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        host.bean(ExportService.class).writeOrganisations(out);
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
