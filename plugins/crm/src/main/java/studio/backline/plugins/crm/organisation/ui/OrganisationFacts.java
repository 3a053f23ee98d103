package studio.backline.plugins.crm.organisation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import java.util.List;
import java.util.Optional;
import studio.backline.contract.consent.Standing;
import studio.backline.plugins.crm.consent.Standings;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.organisation.Organisation;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.party.ui.PartyFacts;
import studio.backline.plugins.crm.ui.CrmWords;

/** What is known of an organisation; under an address that is closed, that it is and why. */
final class OrganisationFacts extends Div {

    private final CrmWords words;
    private final PartyFacts facts;
    private final Section reach;

    OrganisationFacts(CrmWords words, Organisation organisation, Standings standings) {
        this.words = words;
        this.facts = new PartyFacts(words);
        OrganisationDetails details = organisation.details();
        reach =
                facts.reach(
                        details.contacts(),
                        details.city(),
                        details.country(),
                        point -> under(point, standings));
        add(reach);
        facts.rolesAndTags(details.roles(), details.tags()).ifPresent(this::add);
    }

    /** Puts under the ways to reach it what records a no to letters there. */
    void offerToRefuse(Runnable how) {
        reach.add(facts.saidNo(how));
    }

    private List<Component> under(ContactPoint point, Standings standings) {
        return standings.under(point).map(this::closed).orElse(List.of());
    }

    private List<Component> closed(Standing standing) {
        String key =
                standing.state() == Standing.State.BOUNCED
                        ? "crm.standing.reason.address-bounced"
                        : "crm.organisation.standing.address";
        return List.of(
                facts.standing(Optional.of(standing)),
                PartyFacts.small(words.get(key, standing.source())));
    }
}
