package studio.backline.plugins.crm.person.ui;

import java.util.List;
import java.util.Optional;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyPage;
import studio.backline.plugins.crm.party.ui.PartyAnchors;
import studio.backline.plugins.crm.person.PeopleSort;
import studio.backline.plugins.crm.person.PersonRow;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.screens.list.Anchor;
import studio.backline.screens.list.Direction;
import studio.backline.screens.list.KeysetPage;
import studio.backline.screens.list.KeysetSource;

/** The people whom the filter lets through, page by page. */
final class PeopleSource implements KeysetSource<PersonRow> {

    private final PersonService people;
    private PartyFilter filter = PartyFilter.ALL;

    PeopleSource(PersonService people) {
        this.people = people;
    }

    PartyFilter filter() {
        return filter;
    }

    void filterBy(PartyFilter filter) {
        this.filter = filter;
    }

    @Override
    public KeysetPage<PersonRow> fetch(
            Optional<Anchor> anchor, Direction direction, int limit, String sort) {
        PartyPage<PersonRow> page =
                people.page(
                        filter,
                        PeopleSort.valueOf(sort),
                        anchor.map(PartyAnchors::read),
                        direction == Direction.BEFORE,
                        limit);
        return new KeysetPage<>(page.rows(), page.more());
    }

    @Override
    public Anchor anchor(PersonRow row) {
        return PartyAnchors.write(row.anchor());
    }

    @Override
    public Optional<Anchor> jump(String letter) {
        return PartyAnchors.jump(letter);
    }

    @Override
    public Optional<String> letter(PersonRow row) {
        return PartyAnchors.letter(row.anchor());
    }

    @Override
    public List<String> letters() {
        return people.letters(MOST_LETTERS);
    }
}
