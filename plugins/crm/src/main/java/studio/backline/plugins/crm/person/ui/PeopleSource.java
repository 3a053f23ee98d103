package studio.backline.plugins.crm.person.ui;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.person.PeopleAnchor;
import studio.backline.plugins.crm.person.PeopleFilter;
import studio.backline.plugins.crm.person.PeoplePage;
import studio.backline.plugins.crm.person.PeopleSort;
import studio.backline.plugins.crm.person.PersonRow;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.screens.list.Anchor;
import studio.backline.screens.list.Direction;
import studio.backline.screens.list.KeysetPage;
import studio.backline.screens.list.KeysetSource;

/** The people whom the filter lets through, page by page. */
final class PeopleSource implements KeysetSource<PersonRow> {

    private static final int ID_LENGTH = 36;

    private final PersonService people;
    private PeopleFilter filter = PeopleFilter.ALL;

    PeopleSource(PersonService people) {
        this.people = people;
    }

    PeopleFilter filter() {
        return filter;
    }

    void filterBy(PeopleFilter filter) {
        this.filter = filter;
    }

    @Override
    public KeysetPage<PersonRow> fetch(
            Optional<Anchor> anchor, Direction direction, int limit, String sort) {
        PeoplePage page =
                people.page(
                        filter,
                        PeopleSort.valueOf(sort),
                        anchor.map(PeopleSource::read),
                        direction == Direction.BEFORE,
                        limit);
        return new KeysetPage<>(page.rows(), page.more());
    }

    @Override
    public Anchor anchor(PersonRow row) {
        return write(row.anchor());
    }

    @Override
    public Optional<Anchor> jump(String letter) {
        return Optional.of(write(PeopleAnchor.beforeNames(letter)));
    }

    @Override
    public Optional<String> letter(PersonRow row) {
        String key = row.anchor().key();
        return key.isEmpty()
                ? Optional.empty()
                : Optional.of(PlainText.start(key, 1).toUpperCase(Locale.ROOT));
    }

    static Anchor write(PeopleAnchor anchor) {
        return new Anchor(anchor.id() + anchor.key());
    }

    private static PeopleAnchor read(Anchor anchor) {
        String value = anchor.value();
        return new PeopleAnchor(
                value.substring(ID_LENGTH), UUID.fromString(value.substring(0, ID_LENGTH)));
    }
}
