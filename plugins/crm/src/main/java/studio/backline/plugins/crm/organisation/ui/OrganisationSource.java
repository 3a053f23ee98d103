package studio.backline.plugins.crm.organisation.ui;

import java.util.List;
import java.util.Optional;
import studio.backline.plugins.crm.organisation.OrganisationRow;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyPage;
import studio.backline.plugins.crm.party.ui.PartyAnchors;
import studio.backline.screens.list.Anchor;
import studio.backline.screens.list.Direction;
import studio.backline.screens.list.KeysetPage;
import studio.backline.screens.list.KeysetSource;

/** The organisations that the filter lets through, page by page. */
final class OrganisationSource implements KeysetSource<OrganisationRow> {

    private final OrganisationService organisations;
    private PartyFilter filter = PartyFilter.ALL;

    OrganisationSource(OrganisationService organisations) {
        this.organisations = organisations;
    }

    PartyFilter filter() {
        return filter;
    }

    void filterBy(PartyFilter filter) {
        this.filter = filter;
    }

    @Override
    public KeysetPage<OrganisationRow> fetch(
            Optional<Anchor> anchor, Direction direction, int limit, String sort) {
        PartyPage<OrganisationRow> page =
                organisations.page(
                        filter,
                        anchor.map(PartyAnchors::read),
                        direction == Direction.BEFORE,
                        limit);
        return new KeysetPage<>(page.rows(), page.more());
    }

    @Override
    public Anchor anchor(OrganisationRow row) {
        return PartyAnchors.write(row.anchor());
    }

    @Override
    public Optional<Anchor> jump(String letter) {
        return PartyAnchors.jump(letter);
    }

    @Override
    public Optional<String> letter(OrganisationRow row) {
        return PartyAnchors.letter(row.anchor());
    }

    @Override
    public List<String> letters() {
        return organisations.letters(MOST_LETTERS);
    }
}
