package studio.backline.plugins.crm.organisation.ui;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import studio.backline.plugins.crm.organisation.Organisation;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationExistsException;
import studio.backline.plugins.crm.organisation.OrganisationId;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.party.ui.PartyActs;
import studio.backline.plugins.crm.ui.CrmWords;

/** What can be done to organisations that are chosen. */
record OrganisationActs(CrmWords words, OrganisationService organisations) implements PartyActs {

    @Override
    public boolean delete(UUID id) {
        return organisations.delete(new OrganisationId(id));
    }

    @Override
    public Optional<String> restore(UUID id) {
        try {
            organisations.restore(new OrganisationId(id));
            return Optional.empty();
        } catch (OrganisationExistsException taken) {
            return Optional.of(words.get("crm.organisation.gone.taken", taken.name()));
        }
    }

    @Override
    public boolean changeTags(UUID id, UnaryOperator<Set<String>> change) {
        return organisations
                .find(new OrganisationId(id))
                .filter(organisation -> changeTags(organisation, change))
                .isPresent();
    }

    private boolean changeTags(Organisation organisation, UnaryOperator<Set<String>> change) {
        OrganisationDetails details = organisation.details();
        Set<String> tags = change.apply(details.tags());
        if (tags.equals(details.tags())) {
            return false;
        }
        organisations.change(organisation.id(), organisation.version(), details.tagged(tags));
        return true;
    }
}
