package studio.backline.plugins.crm.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.testkit.flat.FlatHost;

class DeleteAnOrganisationTest {

    private final FlatHost host = CrmHost.host();
    private final OrganisationService organisations = host.bean(OrganisationService.class);

    @Test
    void theSecondOfTwoWindowsIsToldThatItWasGone() {
        host.run(
                host.newWorkspace(),
                () -> {
                    OrganisationId hall =
                            organisations
                                    .add(
                                            new OrganisationDetails(
                                                    "Hall", Set.of(), "", "", "", "", ""))
                                    .id();
                    assertThat(organisations.delete(hall)).isTrue();
                    assertThat(organisations.find(hall)).isEmpty();
                    assertThat(organisations.delete(hall)).isFalse();
                });
    }
}
